namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>OpenQASM 2.</summary>
internal sealed class Version2 : Dialect
{
    // Where the paper's qelib1.inc (arXiv:1707.03429) has an older name, the older one is read everywhere.
    private static readonly Dictionary<string, string> Older = new(StringComparer.Ordinal)
    {
        ["u"] = "u3",
        ["p"] = "u1",
        ["cp"] = "cu1",
    };

    private static readonly HashSet<string> Library = new(
        "u2 id x y z h s sdg t tdg sx sxdg rx ry rz cx cy cz ch crx cry crz cu3 cu csx swap ccx cswap rxx rzz".Split(' '),
        StringComparer.Ordinal);

    public override string Header => "OPENQASM 2.0;\ninclude \"qelib1.inc\";\n";

    public override string? LibraryName(Gate gate) =>
        Older.TryGetValue(gate.Name, out string? older) ? older : Library.Contains(gate.Name) ? gate.Name : null;

    public override string DeclareQubits(string name, int count) => $"qreg {name}[{count}];";

    public override string DeclareBits(string name, int count) => $"creg {name}[{count}];";

    public override string Angle(Angle angle) => angle.IsConstant
        ? angle.ToString(s => s.ToString(), "^")
        : throw new CircuitException($"angle {angle} has symbols, which OpenQASM 2 has no inputs for; bind them, or write version 3");

    public override string Measure(string qubit, string bit) => $"measure {qubit} -> {bit};";

    public override IEnumerable<string> Conditional(BitTest test, string statement) =>
        test.Values().Select(v => $"if({test.Register.Name}=={v}) {statement}");
}
