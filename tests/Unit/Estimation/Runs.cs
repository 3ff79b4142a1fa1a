using CutAwareQnn.Cutting;
using CutAwareQnn.Estimation;
using CutAwareQnn.Simulation;

namespace CutAwareQnn.Unit.Estimation;

/// <summary>Batches of queries taken through their passes by hand.</summary>
internal static class Runs
{
    /// <summary>Creates queries at one point, with ids from 0.</summary>
    public static EstimatorQuery[] Repeat(int count, double[] features, double[] weights) =>
        [.. Enumerable.Range(0, count).Select(i => new EstimatorQuery((ulong)i, features, weights))];

    /// <summary>Draws queries at points from a seed, with ids from 0; features in [0, 1), weights in [-π, π).</summary>
    public static EstimatorQuery[] Random(int count, int featureCount, int weightCount, int seed)
    {
        var random = new Random(seed);
        return
        [
            .. Enumerable.Range(0, count).Select(i => new EstimatorQuery(
                (ulong)i,
                [.. Enumerable.Range(0, featureCount).Select(_ => random.NextDouble())],
                [.. Enumerable.Range(0, weightCount).Select(_ => Math.PI * ((2 * random.NextDouble()) - 1))])),
        ];
    }

    /// <summary>Runs every pass, folding results in an order of the caller's.</summary>
    public static IReadOnlyList<Estimate> Drive(
        Passes passes, Func<JobResult[], IEnumerable<JobResult>> order)
    {
        foreach (Pass pass in passes.InOrder())
        {
            foreach (JobResult result in order([.. pass.Generate().Select(b => b.Execute())]))
                pass.Add(result);
            pass.Complete();
        }

        return passes.Estimates();
    }

    /// <summary>Counts the circuits run and shots spent by every pass of one purpose.</summary>
    public static (long Circuits, long Shots) Count(Passes passes, PassPurpose purpose)
    {
        long circuits = 0;
        long shots = 0;
        foreach (Pass pass in passes.InOrder())
        {
            foreach (Job subexperiments in pass.Generate())
            {
                if (pass.Purpose == purpose)
                {
                    circuits += subexperiments.CircuitCount;
                    shots += subexperiments.ShotCount;
                }

                pass.Add(subexperiments.Execute());
            }

            pass.Complete();
        }

        return (circuits, shots);
    }

    public static CutEstimator Estimator(CutPlan plan, ShotBudget shots, QueryMode mode = QueryMode.Lean, ulong seed = 1) =>
        new(plan, new(shots, seed, mode));

    /// <summary>Computes every number of the estimates, in order.</summary>
    public static double[] Numbers(IEnumerable<Estimate> estimates) =>
    [
        .. estimates.SelectMany(e => new[] { e.Value, e.StandardError }
            .Concat(e.Gradient is not { } g
                ? []
                : g.Features.Concat(g.Weights).Concat(g.FeatureErrors ?? []).Concat(g.WeightErrors ?? []))),
    ];

    /// <summary>Asserts equality to the last bit.</summary>
    public static void AssertSameBits(IEnumerable<Estimate> expected, IEnumerable<Estimate> actual) => Xunit.Assert.Equal(
        Numbers(expected).Select(BitConverter.DoubleToInt64Bits), Numbers(actual).Select(BitConverter.DoubleToInt64Bits));
}
