namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>OpenQASM 2.</summary>
internal sealed class Version2 : Dialect
{
    // 2^10 statements for one are as many as anybody wants to read.
    private const int MostListedBits = 10;

    // Where the paper's qelib1.inc (arXiv:1707.03429) has an older name, the older one is read everywhere.
    private static readonly Dictionary<string, string> Older = new(StringComparer.Ordinal)
    {
        ["u"] = "u3",
        ["p"] = "u1",
        ["cp"] = "cu1",
    };

    private static readonly HashSet<string> Library = new(
        "u2 id x y z h s sdg t tdg sx sxdg rx ry rz cx cy cz ch crx cry crz cu3 cu csx swap ccx c3x c4x cswap rxx rzz".Split(' '),
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

    // A condition reads one whole register.
    public override IEnumerable<(int First, int Last)> JoinedBits(IReadOnlyList<Condition> conditions)
    {
        int[] bits = [.. conditions.SelectMany(c => c.Bits)];
        return [(bits.Min(), bits.Max())];
    }

    public override IEnumerable<string> Conditional(IReadOnlyList<Condition> conditions, BitRegisters registers, string statement)
    {
        Register register = registers.Of(conditions[0].Bits[0]);
        return Values(conditions, register, registers).Select(value => $"if({register.Name}=={value}) {statement}");
    }

    // The values of the register for which all conditions hold; bits that nothing writes are 0.
    private static IEnumerable<long> Values(IReadOnlyList<Condition> conditions, Register register, BitRegisters registers)
    {
        if (conditions.Count == 1 && !conditions[0].IsNegated && registers.IsWhole(conditions[0]))
        {
            return [conditions[0].Value];
        }

        int[] written = [.. Enumerable.Range(0, register.Count).Where(i => registers.IsWritten(register.First + i))];
        return written.Length <= MostListedBits && register.Count < 64
            ? Enumerable.Range(0, 1 << written.Length)
                .Select(v => written.Select((bit, i) => (long)(v >> i & 1) << bit).Sum())
                .Where(v => conditions.All(c => c.Holds(bit => (v >> (bit - register.First) & 1) == 1)))
            : throw new CircuitException(
                $"a condition tests part of a register of {register.Count} bits, which OpenQASM 2 has to list value by value, "
                + $"at most for {MostListedBits} bits; test whole registers, or write version 3");
    }
}
