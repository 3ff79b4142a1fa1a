using CutAwareQnn.Cutting;
using CutAwareQnn.Estimation;
using CutAwareQnn.Simulation;

namespace CutAwareQnn.Learning;

/// <summary>
/// An exact, uncut network over a circuit that was compiled at build time: values and derivatives run the generated code.
/// </summary>
/// <typeparam name="TCircuit">The annotated class.</typeparam>
public sealed class Qnn<TCircuit> : IQnn
    where TCircuit : ICompiledCircuit<TCircuit>
{
    private readonly Qnn _exact;

    /// <summary>Creates a network.</summary>
    /// <param name="seed">Keys the first weights.</param>
    /// <param name="linear">The linear layer after the observables; null for none.</param>
    public Qnn(ulong seed, LinearLayer? linear = null)
    {
        _exact = Qnn.Exact(new(TCircuit.Circuit, TCircuit.Observables, linear), seed);
    }

    /// <inheritdoc/>
    public Model Model => _exact.Model;

    /// <inheritdoc/>
    public IReadOnlyList<double> Weights
    {
        get => _exact.Weights;
        set => _exact.Weights = value;
    }

    /// <summary>Returns a network with the same model and weights whose circuit is cut as its class declares.</summary>
    /// <param name="settings">The settings of its estimators, such as shots.</param>
    /// <param name="method">The method of its derivatives.</param>
    public Qnn Cut(EstimatorSettings settings, GradientMethod method = GradientMethod.ParameterShift)
    {
        IEnumerable<IEstimator> further = TCircuit.Observables.Skip(1).Select(o => new CutEstimator(
            TCircuit.Plan.Labels is { } labels
                ? CutPlanner.Plan(TCircuit.Circuit, o, labels)
                : CutPlanner.Plan(TCircuit.Circuit, o, TCircuit.Plan.Cuts.Select(c => c.Cut)),
            settings));
        var estimators = new ObservableEstimators([CutEstimator.For<TCircuit>(settings), .. further]);
        return new(Model, estimators, settings.Seed, method) { Weights = Weights };
    }

    /// <inheritdoc/>
    public double[][] Forward(IReadOnlyList<double[]> features)
    {
        double[] weights = [.. Weights];
        int count = Model.Observables.Count;
        double[] values = new double[features.Count * count];
        TCircuit.Evaluate(Flat(features), OfCircuit(weights), values);
        double[][] outputs = new double[features.Count][];
        for (int i = 0; i < outputs.Length; i++)
        {
            double[] own = values[(i * count)..((i + 1) * count)];
            outputs[i] = Model.Linear?.Apply(OfLayer(weights), own) ?? own;
        }

        return outputs;
    }

    /// <inheritdoc/>
    public QnnGradient Backward(IReadOnlyList<double[]> features, IReadOnlyList<double[]> outputSlopes, GradientTargets targets)
    {
        double[] weights = [.. Weights];
        int count = Model.Observables.Count;
        int featureCount = Model.Circuit.FeatureCount;
        int weightCount = Model.Circuit.WeightCount;
        double[] values = new double[features.Count * count];
        double[] ofFeatures = new double[values.Length * featureCount];
        double[] ofWeights = new double[values.Length * weightCount];
        TCircuit.EvaluateWithGradient(Flat(features), OfCircuit(weights), values, ofFeatures, ofWeights);
        double[] byWeights = new double[Model.WeightCount];
        double[][] byFeatures = [.. features.Select(_ => new double[featureCount])];
        for (int i = 0; i < features.Count; i++)
        {
            double[] slopes = outputSlopes[i];
            if (Model.Linear is { } linear)
            {
                linear.AddGradient(values.AsSpan(i * count, count), slopes, byWeights.AsSpan(weightCount));
                slopes = linear.Backward(OfLayer(weights), slopes);
            }

            for (int k = 0; k < count; k++)
            {
                int row = (i * count) + k;
                Add(slopes[k], ofWeights.AsSpan(row * weightCount, weightCount), byWeights);
                Add(slopes[k], ofFeatures.AsSpan(row * featureCount, featureCount), byFeatures[i]);
            }
        }

        return new(
            targets.HasFlag(GradientTargets.Weights) ? byWeights : [], targets.HasFlag(GradientTargets.Features) ? byFeatures : []);
    }

    /// <inheritdoc/>
    public string Save() => _exact.Save();

    /// <inheritdoc/>
    public void Load(string json) => _exact.Load(json);

    private static double[] Flat(IReadOnlyList<double[]> features) => [.. features.SelectMany(f => f)];

    private static void Add(double slope, ReadOnlySpan<double> derivatives, Span<double> gradient)
    {
        for (int i = 0; i < derivatives.Length; i++)
        {
            gradient[i] += slope * derivatives[i];
        }
    }

    private ReadOnlySpan<double> OfCircuit(double[] weights) => weights.AsSpan(0, Model.Circuit.WeightCount);

    private ReadOnlySpan<double> OfLayer(double[] weights) => weights.AsSpan(Model.Circuit.WeightCount);
}
