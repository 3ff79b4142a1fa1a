using CutAwareQnn.Simulation;

namespace CutAwareQnn.Estimation;

/// <summary>Divides a query's shot budget over the variants of its fragments.</summary>
internal static class FragmentShots
{
    /// <summary>The shots of each fragment's variants, or null in exact mode. Subexperiment ids count the variants through the plan.</summary>
    public static ShotPlan[]? Allocate(PreparedPlan prepared, EstimatorSettings settings)
    {
        if (settings.Shots.IsExact)
        {
            return null;
        }

        int runCount = prepared.MustRun.Sum(run => run.Count(must => must));
        var remaining = new Queue<long>(settings.Shots.Allocate(runCount));
        var plans = new ShotPlan[prepared.MustRun.Count];
        ulong first = 0;
        for (int f = 0; f < plans.Length; f++)
        {
            bool[] mustRun = prepared.MustRun[f];
            plans[f] = new(settings.Seed, first, mustRun.Select(must => must ? remaining.Dequeue() : 0).ToArray());
            first += (ulong)mustRun.Length;
        }

        return plans;
    }
}
