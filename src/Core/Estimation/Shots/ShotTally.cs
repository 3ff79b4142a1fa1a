using CutAwareQnn.Simulation;

namespace CutAwareQnn.Estimation;

/// <summary>What the rounds of one query have measured so far: their weighted mean.</summary>
/// <param name="measurements">Measured variants per fragment.</param>
/// <remarks>
/// A round has one weight for all variants. Weights by variant, as pooling shots would give them, depend on results where a round's
/// division does: a mean that came out near ±1 would be followed by few shots and diluted less than others.
/// </remarks>
internal sealed class ShotTally(IReadOnlyList<FragmentMeasurements> measurements)
{
    private readonly double[] _moments = new double[measurements.Sum(s => s.MomentCount)];
    private readonly long[] _spent = new long[measurements.Sum(s => s.Variants.Count)];
    private readonly List<(double Weight, double[] Shots, FragmentExchange[]? Exchanges)> _rounds = [];

    /// <summary>The moments, in the order of fragments.</summary>
    public ReadOnlySpan<double> Moments => _moments;

    /// <summary>Shots spent, for each variant.</summary>
    public ReadOnlySpan<long> Spent => _spent;

    /// <summary>Shots spent.</summary>
    public long SpentCount => _spent.Sum();

    /// <summary>Adds a round.</summary>
    /// <param name="moments">Its moments, in the order of fragments; those of exchanged variants are put in.</param>
    /// <param name="shots">Its shots, for each variant.</param>
    /// <param name="weight">Of this round, in (0, 1]; the rest is the weight of those before.</param>
    /// <param name="exchanges">For each fragment what was not run; null where all was.</param>
    public void Add(Span<double> moments, ReadOnlySpan<long> shots, double weight, FragmentExchange[]? exchanges)
    {
        int first = 0;
        for (int f = 0; exchanges is not null && f < measurements.Count; f++)
        {
            exchanges[f].Impute(moments.Slice(first, measurements[f].MomentCount));
            first += measurements[f].MomentCount;
        }

        for (int m = 0; m < _moments.Length; m++)
        {
            _moments[m] = ((1 - weight) * _moments[m]) + (weight * moments[m]);
        }

        double[] own = new double[shots.Length];
        for (int i = 0; i < shots.Length; i++)
        {
            own[i] = shots[i];
            _spent[i] += shots[i];
        }

        for (int r = 0; r < _rounds.Count; r++)
        {
            _rounds[r] = _rounds[r] with { Weight = (1 - weight) * _rounds[r].Weight };
        }

        _rounds.Add((weight, own, exchanges));
    }

    /// <summary>Computes the variance of a weighted sum of a fragment's means: each round adds its own.</summary>
    /// <param name="fragment">The fragment.</param>
    /// <param name="own">The positions of its variants among all.</param>
    /// <param name="sensitivities">The weights.</param>
    /// <param name="moments">The fragment's moments.</param>
    public double Variance(int fragment, Range own, ReadOnlySpan<double> sensitivities, ReadOnlySpan<double> moments)
    {
        double[] seen = new double[_spent.AsSpan(own).Length];
        for (int i = 0; i < seen.Length; i++)
        {
            seen[i] = _spent[own.Start.Value + i];
        }

        double variance = 0;
        foreach ((double weight, double[] shots, FragmentExchange[]? exchanges) in _rounds)
        {
            double[] ofRound = sensitivities.ToArray();
            exchanges?[fragment].PullBack(ofRound);
            variance += weight * weight * MeasurementVariance.Estimate(measurements[fragment], ofRound, moments, shots.AsSpan(own), seen);
        }

        return variance;
    }
}
