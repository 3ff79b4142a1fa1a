namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>OpenQASM 3.</summary>
internal sealed class Version3 : Dialect
{
    private static readonly HashSet<string> Library = new(
        "u2 id p x y z h s sdg t tdg sx rx ry rz cx cy cz cp ch crx cry crz cu swap ccx cswap".Split(' '), StringComparer.Ordinal);

    private readonly InputDeclarations _inputs;

    public Version3(OpenQasmProgram program)
    {
        _inputs = new(program, Library.Concat(ExportDefinitions.Names));
    }

    public override string Header => "OPENQASM 3.0;\ninclude \"stdgates.inc\";\n";

    public override IEnumerable<string> Inputs => _inputs.Lines;

    public override IEnumerable<string> TakenNames => _inputs.TakenNames;

    public override string? LibraryName(Gate gate) => gate.Name == "u" ? "U"
        : Library.Contains(gate.Name) ? gate.Name
        : Controls.IsMany(gate) ? $"ctrl({gate.QubitCount - 1}) @ {(gate.IsDiagonal ? "p" : "x")}"
        : null;

    public override string DeclareQubits(string name, int count) => $"qubit[{count}] {name};";

    public override string DeclareBits(string name, int count) => $"bit[{count}] {name};";

    public override string Angle(Angle angle) => angle.ToString(_inputs.NameOf, "**");

    public override string Measure(string qubit, string bit) => $"{bit} = measure {qubit};";

    public override IEnumerable<(int First, int Last)> JoinedBits(IReadOnlyList<Condition> conditions) => conditions
        .Where(c => c.Bits.Select((bit, i) => bit == c.Bits[0] + i).All(follows => follows))
        .Select(c => (c.Bits[0], c.Bits[c.Bits.Count - 1]));

    public override IEnumerable<string> Conditional(IReadOnlyList<Condition> conditions, BitRegisters registers, string statement)
    {
        IEnumerable<IEnumerable<string>> cases = [[]];
        foreach (Condition condition in conditions)
        {
            string[][] own = [.. Cases(condition, registers)];
            cases = cases.SelectMany(_ => own, (outer, inner) => outer.Concat(inner));
        }

        return cases.Select(tests => tests.Reverse().Aggregate(statement, (body, test) => $"if ({test}) {{ {body} }}"));
    }

    // Tests that all must hold, in cases that exclude each other: bits that differ from a value do so first in one place.
    private static IEnumerable<string[]> Cases(Condition condition, BitRegisters registers)
    {
        string sign = condition.IsNegated ? "!=" : "==";
        if (registers.IsWhole(condition) && condition.Bits.Count > 1)
        {
            return [[$"{registers.Of(condition.Bits[0]).Name} {sign} {condition.Value}"]];
        }

        string[] equal = [.. condition.Bits.Select((bit, i) => $"{registers.Bit(bit)} == {condition.Value >> i & 1}")];
        return condition.IsNegated
            ? equal.Select((test, i) => equal.Take(i).Append(test.Replace("==", "!=")).ToArray())
            : [equal];
    }
}
