using System.Numerics;

namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>OpenQASM 2.</summary>
/// <param name="isPortable">Whether only what all readers that were tried read rightly is written.</param>
internal sealed class Version2(bool isPortable = false) : Dialect
{
    // 2^10 statements for one are as many as anybody wants to read.
    private const int MostListedBits = 10;

    private const int LongestListedRegister = 1_000;

    public override string Header => "OPENQASM 2.0;\ninclude \"qelib1.inc\";\n";

    public override GateBasis Basis => isPortable ? GateBasis.Portable : GateBasis.Version2;

    public override bool HasDefinitions => !isPortable;

    public override string DeclareQubits(string name, int count) => $"qreg {name}[{count}];";

    public override string DeclareBits(string name, int count) => $"creg {name}[{count}];";

    public override string Angle(Angle angle) => angle.IsConstant
        ? isPortable ? PlainAngle.Of(angle, s => s.ToString()) : angle.ToString(s => s.ToString(), "^")
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
    private static IEnumerable<BigInteger> Values(IReadOnlyList<Condition> conditions, Register register, BitRegisters registers)
    {
        if (conditions.Count == 1 && !conditions[0].IsNegated && registers.IsWhole(conditions[0]))
        {
            return [conditions[0].Value];
        }

        int[] written = [.. Enumerable.Range(0, register.Count).Where(i => registers.IsWritten(register.First + i))];
        return written.Length <= MostListedBits && register.Count <= LongestListedRegister
            ? Enumerable.Range(0, 1 << written.Length)
                .Select(v => written.Select((bit, i) => (BigInteger)(v >> i & 1) << bit).Aggregate(BigInteger.Zero, (sum, b) => sum + b))
                .Where(v => conditions.All(c => c.Holds(bit => !(v >> (bit - register.First)).IsEven)))
            : throw new CircuitException(
                $"a condition tests part of a register of {Counted.Of(register.Count, "bit")}, which OpenQASM 2 has to list value by "
                + $"value, at most for {MostListedBits} bits; test whole registers, or write version 3");
    }
}
