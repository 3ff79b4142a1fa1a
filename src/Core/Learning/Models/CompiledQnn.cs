using CutAwareQnn.Estimation;
using CutAwareQnn.Simulation;

namespace CutAwareQnn.Learning;

/// <summary>
/// A network over a circuit that was compiled at build time, exact and uncut: values run the generated code, derivatives one backward
/// pass.
/// </summary>
/// <typeparam name="TCircuit">The annotated class.</typeparam>
public sealed class Qnn<TCircuit> : IQnn
    where TCircuit : ICompiledCircuit<TCircuit>
{
    private readonly Qnn _exact;

    /// <summary>Creates a network.</summary>
    /// <param name="seed">Keys the first weights.</param>
    /// <param name="linear">A layer behind the observable; null for none.</param>
    public Qnn(ulong seed, LinearLayer? linear = null)
    {
        _exact = Qnn.Exact(new(TCircuit.Circuit, [TCircuit.Observable], linear), seed);
    }

    /// <inheritdoc/>
    public Model Model => _exact.Model;

    /// <inheritdoc/>
    public IReadOnlyList<double> Weights
    {
        get => _exact.Weights;
        set => _exact.Weights = value;
    }

    /// <summary>The same network cut as its class declares, with any shots: the same model and the same weights.</summary>
    /// <param name="settings">How queries are run.</param>
    /// <param name="method">How derivatives are taken.</param>
    public Qnn Cut(EstimatorSettings settings, GradientMethod method = GradientMethod.ParameterShift) =>
        new(Model, new CutEstimator(TCircuit.Plan, settings), settings.Seed, method) { Weights = Weights };

    /// <inheritdoc/>
    public double[][] Forward(IReadOnlyList<double[]> features)
    {
        double[] weights = [.. Weights];
        double[] values = new double[features.Count];
        TCircuit.Evaluate(features.SelectMany(f => f).ToArray(), weights.AsSpan(0, Model.Circuit.WeightCount), values);
        ReadOnlySpan<double> layer = weights.AsSpan(Model.Circuit.WeightCount);
        double[][] outputs = new double[values.Length][];
        for (int i = 0; i < outputs.Length; i++)
        {
            outputs[i] = Model.Linear?.Apply(layer, [values[i]]) ?? [values[i]];
        }

        return outputs;
    }

    /// <inheritdoc/>
    public QnnGradient Backward(IReadOnlyList<double[]> features, IReadOnlyList<double[]> outputSlopes, GradientTargets targets) =>
        _exact.Backward(features, outputSlopes, targets);

    /// <inheritdoc/>
    public string Save() => _exact.Save();

    /// <inheritdoc/>
    public void Load(string json) => _exact.Load(json);
}
