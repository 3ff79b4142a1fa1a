namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>OpenQASM 3.</summary>
internal sealed class Version3 : Dialect
{
    private static readonly HashSet<string> Library = new(
        "u2 id p x y z h s sdg t tdg sx rx ry rz cx cy cz cp ch crx cry crz cu swap ccx cswap".Split(' '), StringComparer.Ordinal);

    private readonly OpenQasmProgram _program;

    public Version3(OpenQasmProgram program)
    {
        _program = program;
    }

    public override string Header => "OPENQASM 3.0;\ninclude \"stdgates.inc\";\n";

    public override IEnumerable<string> Inputs => TakenNames.Select(name => $"input float[64] {name};");

    public override IReadOnlyCollection<string> TakenNames => [.. _program.FeatureNames, .. _program.WeightNames];

    public override string? LibraryName(Gate gate) => gate.Name == "u" ? "U" : Library.Contains(gate.Name) ? gate.Name : null;

    public override string DeclareQubits(string name, int count) => $"qubit[{count}] {name};";

    public override string DeclareBits(string name, int count) => $"bit[{count}] {name};";

    public override string Angle(Angle angle) => angle.ToString(
        s => s.Kind == SymbolKind.Feature ? _program.FeatureNames[s.Index] : _program.WeightNames[s.Index], "**");

    public override string Measure(string qubit, string bit) => $"{bit} = measure {qubit};";

    public override IEnumerable<string> Conditional(BitTest test, string statement)
    {
        if (test.Conditions.Count == 1 && test.Conditions[0] is { } only)
        {
            string sign = only.IsNegated ? "!=" : "==";
            if (only.Bits.Count == test.Register.Count && test.IsWhole(only))
            {
                return [$"if ({test.Register.Name} {sign} {only.Value}) {{ {statement} }}"];
            }

            if (only.Bits.Count == 1)
            {
                return [$"if ({test.Register.Name}[{only.Bits[0] - test.Register.First}] {sign} {only.Value}) {{ {statement} }}"];
            }
        }

        return test.Values().Select(v => $"if ({test.Register.Name} == {v}) {{ {statement} }}");
    }
}
