using CutAwareQnn.Circuits;
using CutAwareQnn.Cutting;
using CutAwareQnn.Reconstruction;

namespace CutAwareQnn.Estimation;

/// <summary>
/// Standard errors of parameter-shift derivatives, to first order: the shifted means' variance against the environment, and the forward
/// means' variance against the environment of the network in which a fragment's results are replaced by their derivative.
/// </summary>
internal sealed class ShiftErrors(PassResults forward, GradientSources sources, ShiftedSlot[] shifts)
{
    private readonly Reconstructor _reconstructor = forward.Reconstructor;
    private readonly LeanPlan _prepared = forward.Prepared;

    /// <summary>Adds the errors to a query's derivatives.</summary>
    /// <param name="resultOf">The result of each shift at this query.</param>
    public GradientEstimate AddTo(GradientEstimate gradient, EstimatorQuery query, int index, Func<int, double[]> resultOf) => gradient with
    {
        FeatureErrors = gradient.Features.Select((_, i) => Error(query, index, new(SymbolKind.Feature, i), resultOf)).ToArray(),
        WeightErrors = gradient.Weights.Select((_, i) => Error(query, index, new(SymbolKind.Weight, i), resultOf)).ToArray(),
    };

    private double Error(EstimatorQuery query, int index, Symbol symbol, Func<int, double[]> resultOf)
    {
        if (_prepared.Measurements is null)
        {
            return 0;
        }

        Dictionary<int, double> factors = sources.Chain.Links(query, symbol)
            .GroupBy(l => l.Source)
            .ToDictionary(g => g.Key, g => g.Sum(l => l.Factor));
        double[] sensitivities = new double[_reconstructor.InputLength];
        double variance = 0;
        foreach (Fragment fragment in _prepared.Plan.Fragments)
        {
            variance += OfFragment(fragment, query, index, factors, resultOf, sensitivities);
        }

        AddInteractions(query, index, factors, sensitivities);
        for (int f = 0; f < _prepared.Plan.Fragments.Count; f++)
        {
            variance += forward.Variance(index, f, sensitivities.AsSpan(_reconstructor.Inputs(f)));
        }

        return Math.Sqrt(variance);
    }

    // The variance from the fragment's own shifted shots; the forward shots of the others are left in the sensitivities.
    private double OfFragment(
        Fragment fragment,
        EstimatorQuery query,
        int index,
        Dictionary<int, double> factors,
        Func<int, double[]> resultOf,
        double[] sensitivities)
    {
        Range own = _reconstructor.Inputs(fragment.Index);
        double[] derivative = forward.InputsOf(index).ToArray();
        derivative.AsSpan(own).Clear();
        double[] scratch = new double[derivative.AsSpan(own).Length];
        double[] shots = forward.ShotsOf(index, fragment.Index)!.Shots.Select(n => (double)n).ToArray();
        double variance = 0;
        bool occurs = false;
        for (int k = 0; k < shifts.Length; k++)
        {
            if (shifts[k].Fragment != fragment.Index || !factors.TryGetValue(shifts[k].Source, out double factor))
            {
                continue;
            }

            occurs = true;
            factor *= shifts[k].Term.Coefficient;
            double[] result = resultOf(k);
            Accumulate(derivative.AsSpan(own), _prepared.MeansOf(fragment.Index, result, scratch), factor);
            ReadOnlySpan<double> environment = forward.OutputsOf(index)[_reconstructor.Environment(fragment.Index)];
            variance += factor * factor
                * MeasurementVariance.Estimate(_prepared.Measurements![fragment.Index], environment, result, shots, shots);
        }

        if (occurs)
        {
            double[] outputs = Evaluate(derivative, _prepared.BindBonds([query]));
            outputs.AsSpan(_reconstructor.Environment(fragment.Index)).Clear();
            Accumulate(sensitivities, outputs.AsSpan(Reconstructor.EnvironmentOutput, sensitivities.Length), 1);
        }

        return variance;
    }

    private void AddInteractions(EstimatorQuery query, int index, Dictionary<int, double> factors, double[] sensitivities)
    {
        foreach ((int source, int cut, int angle) in sources.Interactions)
        {
            if (factors.TryGetValue(source, out double factor))
            {
                double[] bonds = _prepared.BindBonds([query]);
                _prepared.BondDerivative(query, cut, angle).CopyTo(bonds, _reconstructor.BondStart(cut));
                double[] outputs = Evaluate(forward.InputsOf(index).ToArray(), bonds);
                Accumulate(sensitivities, outputs.AsSpan(Reconstructor.EnvironmentOutput, sensitivities.Length), factor);
            }
        }
    }

    private double[] Evaluate(double[] inputs, double[] bonds)
    {
        double[] outputs = new double[_reconstructor.OutputLength];
        _reconstructor.Evaluate(inputs, bonds, 1, outputs);
        return outputs;
    }

    private static void Accumulate(Span<double> total, ReadOnlySpan<double> values, double factor)
    {
        for (int i = 0; i < values.Length; i++)
        {
            total[i] += factor * values[i];
        }
    }
}
