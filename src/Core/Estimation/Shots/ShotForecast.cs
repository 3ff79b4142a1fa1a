using CutAwareQnn.Cutting;
using CutAwareQnn.Reconstruction;
using CutAwareQnn.Simulation;

namespace CutAwareQnn.Estimation;

/// <summary>
/// What shots will do, from exact numbers: the variance of a query's value for any division of its shots, and the constants N·Var of the
/// allocations. For studies and proofs; a device knows none of it beforehand.
/// </summary>
/// <remarks>To first order in 1/shots unless stated otherwise. FORMULAS section 6.</remarks>
public sealed class ShotForecast
{
    private readonly LeanPlan _prepared;
    private readonly double[][] _bonds;
    private readonly double[][] _moments;
    private readonly double[] _tensors;

    /// <summary>Evaluates a query exactly.</summary>
    public ShotForecast(CutPlan plan, EstimatorQuery query)
    {
        _prepared = new(plan, new(ShotBudget.Each(1)));
        _bonds = BondMatrices.Of(plan, query);
        _moments = new double[plan.Fragments.Count][];
        var tensors = new List<double>();
        for (int f = 0; f < _moments.Length; f++)
        {
            double[] angles = _prepared.BindSlots(f, [query]);
            tensors.AddRange(Tensors(_prepared.Simulators[f], angles));
            _moments[f] = new double[_prepared.Measurements![f].MomentCount];
            _prepared.Measurements[f].Moments(Tensors(_prepared.Measured![f], angles), _moments[f]);
        }

        _tensors = [.. tensors];
        Spreads = new SpreadForecast(_prepared).At(query, _moments.SelectMany(m => m).ToArray()).Spreads(null);
        Weights = CoefficientWeights.Of(plan, _prepared.Measurements!, _bonds);
        var reconstruction = new PlanReconstruction(plan);
        Value = reconstruction.Value(_tensors, _bonds, reconstruction.Workspace());
    }

    /// <summary>The exact value.</summary>
    public double Value { get; }

    /// <summary>For each variant, in the order of fragments, what one shot adds to the standard error.</summary>
    public IReadOnlyList<double> Spreads { get; }

    /// <summary>For each variant the largest that its spread can be.</summary>
    public IReadOnlyList<double> Weights { get; }

    /// <summary>N·Var with N shots divided evenly.</summary>
    public double Uniform => Spreads.Count * Spreads.Sum(s => s * s);

    /// <summary>N·Var with N shots divided by coefficients.</summary>
    public double Weighted => Weights.Sum() * Spreads.Zip(Weights, (s, w) => s == 0 ? 0 : s * s / w).Sum();

    /// <summary>N·Var with N shots divided by the spreads, the least there is.</summary>
    public double Optimal => Spreads.Sum() * Spreads.Sum();

    /// <summary>What N·Var divided by coefficients, or better, never exceeds: for one Pauli string (Σ_fragments Π γ)².</summary>
    public double Bound => Weights.Sum() * Weights.Sum();

    /// <summary>Computes the variance for given shots of each variant.</summary>
    public double Variance(IReadOnlyList<double> shots) => Spreads.Zip(shots, (s, n) => s * s / n).Sum();

    /// <summary>Computes the variance for given shots of each variant, to all orders.</summary>
    /// <remarks>Cost and memory as <see cref="TensorVariance"/>.</remarks>
    public double ExactVariance(IReadOnlyList<double> shots)
    {
        var covariances = new List<IReadOnlyList<MeanCovariance>>();
        int first = 0;
        for (int f = 0; f < _moments.Length; f++)
        {
            FragmentMeasurements measurements = _prepared.Measurements![f];
            covariances.Add(measurements.Covariances(_moments[f], shots.Skip(first).Take(measurements.Variants.Count).ToArray()));
            first += measurements.Variants.Count;
        }

        return TensorVariance.Exact(_prepared.Plan, _bonds, _tensors, covariances);
    }

    private static double[] Tensors(FragmentSimulator simulator, double[] angles)
    {
        double[] tensors = new double[simulator.TensorLength];
        simulator.Evaluate(angles, 1, tensors);
        return tensors;
    }
}
