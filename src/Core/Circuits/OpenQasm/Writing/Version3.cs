namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>OpenQASM 3.</summary>
internal sealed class Version3 : Dialect
{
    private readonly InputDeclarations _inputs;
    private readonly bool _isPortable;

    /// <param name="program">The program whose inputs are declared.</param>
    /// <param name="isPortable">Whether only what all readers that were tried read rightly is written.</param>
    public Version3(OpenQasmProgram program, bool isPortable = false)
    {
        _inputs = new(program, isPortable);
        _isPortable = isPortable;
    }

    public override string Header => "OPENQASM 3.0;\ninclude \"stdgates.inc\";\n";

    public override IEnumerable<string> Inputs => _inputs.Lines;

    public override IEnumerable<string> TakenNames => _inputs.TakenNames;

    public override GateBasis Basis => _isPortable ? GateBasis.Portable : GateBasis.Version3;

    public override bool HasDefinitions => !_isPortable;

    public override string DeclareQubits(string name, int count) => $"qubit[{count}] {name};";

    public override string DeclareBits(string name, int count) => $"bit[{count}] {name};";

    public override string Angle(Angle angle) =>
        _isPortable ? PlainAngle.Of(angle, _inputs.NameOf) : angle.ToString(_inputs.NameOf, "**");

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

        return cases.Select(openings => openings.Reverse().Aggregate(statement, (body, opening) => $"{opening} {{ {body} }}"));
    }

    // Openings of blocks that all must be entered, in cases that exclude each other: bits that differ from a value do so first in one
    // place. Qiskit's importer takes single bits as truth values, and of registers only equality.
    private static IEnumerable<string[]> Cases(Condition condition, BitRegisters registers)
    {
        if (registers.IsWhole(condition) && condition.Bits.Count > 1)
        {
            string test = $"if ({registers.Of(condition.Bits[0]).Name} == {condition.Value})";
            return [[condition.IsNegated ? test + " { } else" : test]];
        }

        string[] equal = [.. condition.Bits.Select((bit, i) => Test(bit, condition.HasOne(i)))];
        return condition.IsNegated
            ? condition.Bits.Select((bit, i) => equal.Take(i).Append(Test(bit, !condition.HasOne(i))).ToArray())
            : [equal];

        string Test(int bit, bool isSet) => $"if ({(isSet ? "" : "!")}{registers.Bit(bit)})";
    }
}
