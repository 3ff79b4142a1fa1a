using System.Numerics;

namespace CutAwareQnn.Runtime;

/// <summary>How often each outcome of one circuit occurred.</summary>
/// <param name="Name">The circuit.</param>
/// <param name="Registers">The registers in the order in which an outcome counts their bits, the first one lowest.</param>
/// <param name="Counts">Outcome → shots, ascending; bit i of an outcome is classical bit i over all registers.</param>
/// <param name="LostShots">Shots without an outcome, such as those that lost a qubit; not in <paramref name="Counts"/>.</param>
public sealed record CircuitCounts(
    string Name, IReadOnlyList<OutcomeRegister> Registers, IReadOnlyDictionary<BigInteger, long> Counts, long LostShots = 0)
{
    /// <summary>Shots that gave an outcome.</summary>
    public long Shots { get; } = Counts.Values.Sum();

    /// <summary>Bits of an outcome.</summary>
    public int BitCount { get; } = Registers.Sum(r => r.Size);

    /// <summary>The mean of the sign that the parity of some bits gives, in [-1, 1].</summary>
    /// <param name="bits">The bits, each 1 a change of sign.</param>
    /// <exception cref="ResultFileException">There are no shots.</exception>
    public double MeanSign(BigInteger bits)
    {
        if (Shots == 0)
        {
            throw new ResultFileException($"circuit '{Name}' has no shots; a mean needs at least one");
        }

        long sum = 0;
        foreach ((BigInteger outcome, long count) in Counts)
        {
            sum += BigInteger.IsEvenInteger(BigInteger.PopCount(outcome & bits)) ? count : -count;
        }

        return (double)sum / Shots;
    }
}
