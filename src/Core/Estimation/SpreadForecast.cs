using CutAwareQnn.Reconstruction;
using CutAwareQnn.Simulation;

namespace CutAwareQnn.Estimation;

/// <summary>
/// What one shot of each setting would add to the variance of the value, from what has been measured so far: σ in Neyman's n ∝ σ.
/// </summary>
internal sealed class SpreadForecast(PreparedPlan prepared)
{
    // The first is the measured state itself; eight fill a vector's lanes.
    private const int ReplicaCount = 8;

    // Replicas draw from rounds of their own, beyond any that is run.
    private const int FirstReplicaRound = 1 << 15;

    private readonly Reconstructor _reconstructor = prepared.ReconstructorFor(wantsEnvironments: true);

    /// <summary>σ of every setting at given moments, in the order of fragments.</summary>
    /// <param name="query">The query.</param>
    /// <param name="moments">Moments, in the order of fragments.</param>
    public double[] At(EstimatorQuery query, ReadOnlySpan<double> moments) => Spreads(query, [moments.ToArray()], moments);

    /// <summary>
    /// σ from a tally, made robust: a derivative that happened to come out near 0 may be larger, so σ² is averaged over the tally and
    /// seven replicas that its own shots might have given as well (a parametric bootstrap: Efron 1979, Ann. Stat. 7, 1).
    /// </summary>
    /// <param name="query">The query.</param>
    /// <param name="tally">What was measured.</param>
    /// <param name="round">The number of the round that was measured last.</param>
    public double[] From(EstimatorQuery query, ShotTally tally, int round)
    {
        double[] shrunk = Shrink(tally);
        long[] worth = new long[tally.Worth.Length];
        for (int i = 0; i < worth.Length; i++)
        {
            worth[i] = Math.Max(1, (long)tally.Worth[i]);
        }

        double[][] replicas = new double[ReplicaCount][];
        replicas[0] = tally.Moments.ToArray();
        for (int replica = 1; replica < ReplicaCount; replica++)
        {
            replicas[replica] = [.. shrunk];
            int first = 0;
            int key = FirstReplicaRound + (round * ReplicaCount) + replica;
            foreach (ShotPlan plan in FragmentShots.Divide(prepared.Settings!, prepared.Seed, worth, key))
            {
                plan.Sample(query.Id, replicas[replica].AsSpan(first, plan.Settings.MomentCount));
                first += plan.Settings.MomentCount;
            }
        }

        return Spreads(query, replicas, shrunk);
    }

    // The shrunk law of SettingVariance.
    private double[] Shrink(ShotTally tally)
    {
        double[] shrunk = tally.Moments.ToArray();
        int index = 0;
        int first = 0;
        foreach (FragmentSettings own in prepared.Settings!)
        {
            foreach (Setting setting in own.Settings)
            {
                double shots = tally.Worth[index++];
                foreach (ref double moment in shrunk.AsSpan(first + setting.FirstMoment, setting.MomentCount))
                {
                    moment *= shots / (shots + SampleVariance.Shrinkage);
                }
            }

            first += own.MomentCount;
        }

        return shrunk;
    }

    private double[] Spreads(EstimatorQuery query, double[][] states, ReadOnlySpan<double> law)
    {
        IReadOnlyList<FragmentSettings> settings = prepared.Settings!;
        double[] inputs = new double[states.Length * _reconstructor.InputLength];
        double[] outputs = new double[states.Length * _reconstructor.OutputLength];
        var bonds = new List<double>();
        for (int s = 0; s < states.Length; s++)
        {
            int first = 0;
            for (int f = 0; f < settings.Count; f++)
            {
                settings[f].Means(
                    states[s].AsSpan(first, settings[f].MomentCount),
                    inputs.AsSpan(s * _reconstructor.InputLength, _reconstructor.InputLength)[_reconstructor.Inputs(f)]);
                first += settings[f].MomentCount;
            }

            bonds.AddRange(prepared.BindBonds([query]));
        }

        _reconstructor.Evaluate(inputs, [.. bonds], states.Length, outputs);
        double[] spreads = new double[prepared.SettingCount];
        for (int s = 0; s < states.Length; s++)
        {
            ReadOnlySpan<double> own = outputs.AsSpan(s * _reconstructor.OutputLength, _reconstructor.OutputLength);
            int first = 0;
            int index = 0;
            for (int f = 0; f < settings.Count; f++)
            {
                ReadOnlySpan<double> environment = own[_reconstructor.Environment(f)];
                foreach (Setting setting in settings[f].Settings)
                {
                    spreads[index++] += SettingVariance.OfShot(setting, environment, law.Slice(first, settings[f].MomentCount), 1);
                }

                first += settings[f].MomentCount;
            }
        }

        return spreads.Select(v => Math.Sqrt(v / states.Length)).ToArray();
    }
}
