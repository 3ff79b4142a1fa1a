using CutAwareQnn.Cutting;
using CutAwareQnn.Simulation;

namespace CutAwareQnn.Estimation;

/// <summary>Divides a query's shot budget over the variants of its fragments.</summary>
internal static class FragmentShots
{
    /// <summary>The shots of each fragment's variants, or null in exact mode. Subexperiment ids count the variants through the plan.</summary>
    public static ShotPlan[]? Allocate(CutPlan plan, EstimatorSettings settings)
    {
        if (settings.Shots.IsExact)
        {
            return null;
        }

        bool[][] mustRun = plan.Fragments.Select(ShotPlan.MustRun).ToArray();
        var remaining = new Queue<long>(settings.Shots.Allocate(mustRun.Sum(run => run.Count(must => must))));
        var plans = new ShotPlan[mustRun.Length];
        ulong first = 0;
        for (int f = 0; f < plans.Length; f++)
        {
            plans[f] = new(settings.Seed, first, mustRun[f].Select(must => must ? remaining.Dequeue() : 0).ToArray());
            first += (ulong)mustRun[f].Length;
        }

        return plans;
    }
}
