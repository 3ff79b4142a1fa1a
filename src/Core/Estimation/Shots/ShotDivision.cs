using CutAwareQnn.Simulation;

namespace CutAwareQnn.Estimation;

/// <summary>Divides a query's shots over the variants of its fragments. Subexperiment ids count the means through the plan.</summary>
internal static class ShotDivision
{
    // Rounds keep their random numbers apart; a plan has far fewer than 2^48 means, shifts included.
    private const int RoundBit = 48;

    /// <summary>Returns the shots of each fragment's variants.</summary>
    /// <param name="measurements">Measured variants per fragment.</param>
    /// <param name="seed">The run's seed.</param>
    /// <param name="shots">Shots of all variants, in the order of fragments.</param>
    /// <param name="round">Keys the random numbers of a further round of the same queries.</param>
    public static FragmentShots[] Divide(
        IReadOnlyList<FragmentMeasurements> measurements, ulong seed, ReadOnlySpan<long> shots, int round = 0)
    {
        var divided = new FragmentShots[measurements.Count];
        ulong first = (ulong)round << RoundBit;
        int next = 0;
        for (int f = 0; f < divided.Length; f++)
        {
            int count = measurements[f].Variants.Count;
            divided[f] = new(measurements[f], seed, first, shots.Slice(next, count).ToArray(), isRepeated: round > 0);
            first += (ulong)measurements[f].ReadingCount;
            next += count;
        }

        return divided;
    }
}
