using CutAwareQnn.Simulation;

namespace CutAwareQnn.Estimation;

/// <summary>Divides a query's shots over the settings of its fragments. Subexperiment ids count the means through the plan.</summary>
internal static class FragmentShots
{
    // Rounds keep their random numbers apart; a plan has far fewer than 2^48 means, shifts included.
    private const int RoundBit = 48;

    /// <summary>The shots of each fragment's settings.</summary>
    /// <param name="settings">For each fragment its settings.</param>
    /// <param name="seed">The run's seed.</param>
    /// <param name="shots">Shots of all settings, in the order of fragments.</param>
    /// <param name="round">Keys the random numbers of a further round of the same queries.</param>
    public static ShotPlan[] Divide(IReadOnlyList<FragmentSettings> settings, ulong seed, ReadOnlySpan<long> shots, int round = 0)
    {
        var plans = new ShotPlan[settings.Count];
        ulong first = (ulong)round << RoundBit;
        int next = 0;
        for (int f = 0; f < plans.Length; f++)
        {
            int count = settings[f].Settings.Count;
            plans[f] = new(settings[f], seed, first, shots.Slice(next, count).ToArray(), isRepeated: round > 0);
            first += (ulong)settings[f].ReadingCount;
            next += count;
        }

        return plans;
    }
}
