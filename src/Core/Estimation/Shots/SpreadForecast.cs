using CutAwareQnn.Reconstruction;
using CutAwareQnn.Simulation;

namespace CutAwareQnn.Estimation;

/// <summary>
/// What one shot of each variant would add to the variance of the value, at given moments or from what has been measured so far.
/// </summary>
internal sealed class SpreadForecast(LeanPlan prepared)
{
    // The first is the measured state itself; eight fill a vector's lanes.
    private const int ReplicaCount = 8;

    // Replicas draw from rounds of their own, beyond any that is run.
    private const int FirstReplicaRound = 1 << 15;

    private readonly Reconstructor _reconstructor = prepared.ReconstructorFor(wantsEnvironments: true);

    /// <summary>Forecasts at given moments, in the order of fragments.</summary>
    public MeasuredSpreads At(EstimatorQuery query, ReadOnlySpan<double> moments) =>
        Evaluate(query, [moments.ToArray()], moments.ToArray());

    /// <summary>
    /// Forecasts from a tally, made robust: a derivative that happened to come out near 0 may be larger, so variances are averaged over the
    /// tally and seven replicas that its own shots might have given as well (a parametric bootstrap: Efron 1979, Ann. Stat. 7, 1).
    /// </summary>
    /// <param name="query">The query.</param>
    /// <param name="tally">What was measured.</param>
    /// <param name="round">The number of the round that was measured last.</param>
    public MeasuredSpreads From(EstimatorQuery query, ShotTally tally, int round)
    {
        double[] shrunk = Shrink(tally);
        double[][] replicas = new double[ReplicaCount][];
        replicas[0] = tally.Moments.ToArray();
        for (int replica = 1; replica < ReplicaCount; replica++)
        {
            replicas[replica] = [.. shrunk];
            int first = 0;
            int key = FirstReplicaRound + (round * ReplicaCount) + replica;
            foreach (FragmentShots shots in ShotDivision.Divide(prepared.Measurements!, prepared.Seed, tally.Spent, key))
            {
                shots.Sample(query.Id, replicas[replica].AsSpan(first, shots.Measurements.MomentCount));
                first += shots.Measurements.MomentCount;
            }
        }

        return Evaluate(query, replicas, shrunk);
    }

    // The law of MeasurementVariance. What was put in for an exchanged variant can lie outside of it.
    private double[] Shrink(ShotTally tally)
    {
        double[] shrunk = tally.Moments.ToArray();
        int index = 0;
        int first = 0;
        foreach (FragmentMeasurements own in prepared.Measurements!)
        {
            foreach (MeasuredVariant variant in own.Variants)
            {
                double shrink = MeasurementVariance.Shrink(tally.Spent[index++]);
                foreach (ref double moment in shrunk.AsSpan(first + variant.FirstMoment, variant.MomentCount))
                {
                    moment = shrink * Math.Clamp(moment, -1, 1);
                }
            }

            first += own.MomentCount;
        }

        return shrunk;
    }

    private MeasuredSpreads Evaluate(EstimatorQuery query, double[][] states, double[] law)
    {
        IReadOnlyList<FragmentMeasurements> measurements = prepared.Measurements!;
        double[] inputs = new double[states.Length * _reconstructor.InputLength];
        double[] outputs = new double[states.Length * _reconstructor.OutputLength];
        var bonds = new List<double>();
        for (int s = 0; s < states.Length; s++)
        {
            int first = 0;
            for (int f = 0; f < measurements.Count; f++)
            {
                measurements[f].Means(
                    states[s].AsSpan(first, measurements[f].MomentCount),
                    inputs.AsSpan(s * _reconstructor.InputLength, _reconstructor.InputLength)[_reconstructor.Inputs(f)]);
                first += measurements[f].MomentCount;
            }

            bonds.AddRange(prepared.BindBonds([query]));
        }

        _reconstructor.Evaluate(inputs, [.. bonds], states.Length, outputs);
        double[][][] sensitivities = Enumerable.Range(0, measurements.Count)
            .Select(f => Enumerable.Range(0, states.Length)
                .Select(
                    s => outputs.AsSpan(
                        s * _reconstructor.OutputLength, _reconstructor.OutputLength)[_reconstructor.Environment(f)].ToArray())
                .ToArray())
            .ToArray();
        return new(measurements, sensitivities, law);
    }
}
