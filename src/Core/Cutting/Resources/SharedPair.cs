using CutAwareQnn.Circuits;

namespace CutAwareQnn.Cutting;

/// <summary>How gates between processors are cut with the help of entangled pairs.</summary>
/// <param name="Concurrence">The concurrence C of each pair, in (0, 1].</param>
/// <param name="Count">Number of pairs, at least 0: at most one per gate is used.</param>
/// <param name="HasBits">Whether measured bits may cross as well.</param>
public sealed record SharedPair(double Concurrence, int Count, bool HasBits)
{
    /// <summary>The concurrence of each pair.</summary>
    public double Concurrence { get; } = ResourcePrice.Checked(Concurrence);

    /// <summary>Number of pairs.</summary>
    public int Count { get; } = Count >= 0
        ? Count
        : throw new CutException($"{Counted.Of(Count, "pair", "was", "were")} given; give 0 or more");

    /// <summary>Returns γ of a gate <c>RZZ(t)</c>, up to gates on one qubit, with a pair.</summary>
    /// <param name="sine">|sin t|, in [0, 1].</param>
    public double Gamma(double sine) => HasBits
        ? Math.Min(ResourcePrice.WithPairAndBits(Concurrence), 1 + (sine / Concurrence))
        : 1 + (sine / Concurrence);
}
