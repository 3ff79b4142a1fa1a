using CutAwareQnn.Cutting;
using CutAwareQnn.Reconstruction;
using CutAwareQnn.Simulation;

namespace CutAwareQnn.Estimation;

/// <summary>What shots of every variant of a fragment gave: the mean sign at every outcome, and how often the outcome was seen.</summary>
internal sealed class VariantCounts
{
    private readonly int _outcomeCount;
    private readonly int _variantCount;
    private readonly double[] _means;
    private readonly double[] _shares;

    /// <summary>Draws the shots.</summary>
    /// <param name="outcomes">The laws of the variants.</param>
    /// <param name="shots">Shots of each variant.</param>
    /// <param name="seed">The key; the stream of a variant is (seed, fragment, variant).</param>
    /// <param name="fragment">Index of the fragment.</param>
    public VariantCounts(VariantOutcomes outcomes, long shots, ulong seed, ulong fragment)
    {
        Shots = shots;
        _outcomeCount = outcomes.OutcomeCount;
        _variantCount = outcomes.VariantCount;
        _means = new double[_variantCount * _outcomeCount];
        _shares = new double[_means.Length];
        double[] law = new double[2 * _outcomeCount];
        for (int v = 0; v < _variantCount; v++)
        {
            var random = new CounterRandom(seed, fragment, (ulong)v);
            outcomes.Law(v).CopyTo(law);
            foreach ((int outcome, long count) in OutcomeDraw.Draw(ref random, shots, law))
            {
                int index = (v * _outcomeCount) + (outcome % _outcomeCount);
                double share = (double)count / shots;
                _shares[index] += share;
                _means[index] += outcome < _outcomeCount ? share : -share;
            }
        }
    }

    /// <summary>Shots of each variant.</summary>
    public long Shots { get; }

    /// <summary>Returns every variant's weight in every tensor entry, with the variant as the outcome of a tensor.</summary>
    public static OutcomeTensor Weights(Fragment fragment)
    {
        var assembly = LegTransform.Assembly(fragment);
        double[] values = new double[assembly.OutputLength * assembly.InputLength];
        double[] unit = new double[assembly.InputLength];
        double[] entries = new double[assembly.OutputLength];
        for (int v = 0; v < unit.Length; v++)
        {
            unit[v] = 1;
            assembly.Apply(unit, entries);
            unit[v] = 0;
            for (int e = 0; e < entries.Length; e++)
            {
                values[(e * unit.Length) + v] = entries[e];
            }
        }

        return new([], entries.Length, values);
    }

    /// <summary>Returns the estimated outcome tensor.</summary>
    public OutcomeTensor Tensor(Fragment fragment, IReadOnlyList<int> qubits)
    {
        var assembly = LegTransform.Assembly(fragment);
        double[] values = new double[assembly.OutputLength * _outcomeCount];
        double[] means = new double[_variantCount];
        double[] entries = new double[assembly.OutputLength];
        for (int x = 0; x < _outcomeCount; x++)
        {
            for (int v = 0; v < means.Length; v++)
            {
                means[v] = _means[(v * _outcomeCount) + x];
            }

            assembly.Apply(means, entries);
            for (int e = 0; e < entries.Length; e++)
            {
                values[(e * _outcomeCount) + x] = entries[e];
            }
        }

        return new([.. qubits], entries.Length, values);
    }

    /// <summary>Computes the variance of the mean sign at one outcome.</summary>
    public double Variance(int variant, int outcome)
    {
        double mean = Shrunk(_means[(variant * _outcomeCount) + outcome], 0);
        return (Shrunk(_shares[(variant * _outcomeCount) + outcome], 1.0 / _outcomeCount) - (mean * mean)) / Shots;
    }

    /// <summary>Computes the variance of the mean of the sign times a weight of the outcome.</summary>
    public double Variance(int variant, ReadOnlySpan<double> weights)
    {
        double mean = 0;
        double square = 0;
        for (int x = 0; x < weights.Length; x++)
        {
            int index = (variant * _outcomeCount) + x;
            mean += weights[x] * Shrunk(_means[index], 0);
            square += weights[x] * weights[x] * Shrunk(_shares[index], 1.0 / _outcomeCount);
        }

        return (square - (mean * mean)) / Shots;
    }

    // As if one shot more had been seen, spread evenly over all outcomes and signs.
    private double Shrunk(double share, double even) => ((Shots * share) + even) / (Shots + 1);
}
