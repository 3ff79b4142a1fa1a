using System.Diagnostics;

namespace CutAwareQnn.Simulation;

/// <summary>How n independent trials fall into categories: one draw replaces n simulated shots of several outcomes.</summary>
public static class Multinomial
{
    /// <summary>Draws the count of every category, as binomials conditional on those before.</summary>
    /// <param name="random">Advanced by one <see cref="Binomial.Draw"/> a category, until no trial is left.</param>
    /// <param name="n">Trials, in [0, 2^52].</param>
    /// <param name="probabilities">
    /// At least one; each in [0, 1] (a negative rounding error counts as 0). Their sum is divided out and must be 1 within 1e-9,
    /// where sums of a million rounded products stay.
    /// </param>
    /// <param name="counts">As long as <paramref name="probabilities"/>; overwritten by counts that sum to <paramref name="n"/>.</param>
    /// <exception cref="ArgumentException">The lengths differ or are 0.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="n"/> is out of its range.</exception>
    /// <remarks>
    /// A condition divides by the mass from its category on. These masses are summed from the end, so that the last small
    /// categories do not inherit the rounding of the large ones, and wait as bits in the counts they will become. The last
    /// category with any mass has the quotient 1 and takes the rest; one of probability 0 never gets a count.
    /// </remarks>
    public static void Draw(ref CounterRandom random, long n, ReadOnlySpan<double> probabilities, Span<long> counts)
    {
        if (probabilities.IsEmpty || counts.Length != probabilities.Length)
        {
            throw new ArgumentException(
                $"{probabilities.Length} probabilities were given with {counts.Length} counts; give as many of each, and at least one");
        }

        double mass = 0;
        for (int category = probabilities.Length - 1; category >= 0; category--)
        {
            mass += Math.Max(probabilities[category], 0);
            counts[category] = BitConverter.DoubleToInt64Bits(mass);
        }

        Debug.Assert(Math.Abs(mass - 1) <= 1e-9, $"probabilities sum to {mass}, not to 1 within 1e-9");
        for (int category = 0; category < counts.Length; category++)
        {
            double rest = BitConverter.Int64BitsToDouble(counts[category]);
            long count = rest > 0 ? Binomial.Draw(ref random, n, probabilities[category] / rest) : 0;
            counts[category] = count;
            n -= count;
        }
    }
}
