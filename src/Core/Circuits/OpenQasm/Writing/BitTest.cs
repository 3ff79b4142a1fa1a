namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>Conditions that all must hold, on the bits of one register.</summary>
internal sealed class BitTest
{
    // 2^10 statements for one are as many as anybody wants to read.
    private const int MostListedBits = 10;

    public BitTest(Register register, IReadOnlyList<Condition> conditions)
    {
        Register = register;
        Conditions = conditions;
    }

    public Register Register { get; }

    public IReadOnlyList<Condition> Conditions { get; }

    /// <summary>Whether a condition reads the register from its first bit to its last.</summary>
    public bool IsWhole(Condition condition) =>
        condition.Bits.Count == Register.Count && Enumerable.Range(0, Register.Count).All(i => condition.Bits[i] == Register.First + i);

    /// <summary>The values of the register for which all conditions hold, ascending.</summary>
    public IReadOnlyList<long> Values()
    {
        if (Conditions.Count == 1 && !Conditions[0].IsNegated && IsWhole(Conditions[0]))
        {
            return [Conditions[0].Value];
        }

        return Register.Count <= MostListedBits
            ? [.. Enumerable.Range(0, 1 << Register.Count)
                .Where(v => Conditions.All(c => c.Holds(bit => (v >> (bit - Register.First) & 1) == 1)))
                .Select(v => (long)v)]
            : throw new CircuitException(
                $"a condition tests part of a register of {Register.Count} bits, which is written out for at most {MostListedBits}; "
                + "test whole registers, or fewer bits that lie further apart");
    }
}
