using CutAwareQnn.Estimation;

namespace CutAwareQnn.Learning;

/// <summary>Samples that a model looks at with one or several sets of weights: the queries, and what their answers mean.</summary>
/// <remarks>The queries are ordered by observable, then by weights, then by sample.</remarks>
public sealed class ModelBatch
{
    private readonly Model _model;
    private readonly int _sampleCount;
    private readonly IReadOnlyList<double[]> _points;

    /// <summary>Prepares a batch.</summary>
    /// <param name="model">The model.</param>
    /// <param name="features">A feature vector a sample.</param>
    /// <param name="points">Sets of weights.</param>
    /// <param name="firstQuery">Id of the first query; later ones follow.</param>
    public ModelBatch(Model model, IReadOnlyList<double[]> features, IReadOnlyList<double[]> points, ulong firstQuery)
    {
        foreach (double[] point in points)
        {
            model.Require(point);
        }

        _model = model;
        _sampleCount = features.Count;
        _points = points;
        double[][] ofCircuit = [.. points.Select(p => model.Linear is null ? p : p[..model.Circuit.WeightCount])];
        var queries = new EstimatorQuery[model.Observables.Count * points.Count * features.Count];
        for (int q = 0; q < queries.Length; q++)
        {
            queries[q] = new(firstQuery + (ulong)q, features[q % features.Count], ofCircuit[q / features.Count % points.Count]);
        }

        Queries = queries;
    }

    /// <summary>What has to be asked.</summary>
    public IReadOnlyList<EstimatorQuery> Queries { get; }

    /// <summary>The model's outputs.</summary>
    /// <param name="estimates">The answers to <see cref="Queries"/>.</param>
    /// <param name="sample">Which sample.</param>
    /// <param name="point">Which set of weights.</param>
    public double[] Outputs(IReadOnlyList<Estimate> estimates, int sample, int point = 0)
    {
        double[] values = Values(estimates, sample, point);
        return _model.Linear?.Apply(LayerWeights(point), values) ?? values;
    }

    /// <summary>Adds the derivatives of a loss by all weights.</summary>
    /// <param name="estimates">The answers, with derivatives by weights.</param>
    /// <param name="outputSlopes">The loss's derivatives by the model's outputs.</param>
    /// <param name="gradient">Receives one derivative a weight.</param>
    public void AddWeightGradient(
        IReadOnlyList<Estimate> estimates, int sample, ReadOnlySpan<double> outputSlopes, Span<double> gradient, int point = 0)
    {
        ReadOnlySpan<double> slopes = outputSlopes;
        if (_model.Linear is { } linear)
        {
            linear.AddGradient(Values(estimates, sample, point), outputSlopes, gradient[_model.Circuit.WeightCount..]);
            slopes = linear.Backward(LayerWeights(point), outputSlopes);
        }

        for (int k = 0; k < slopes.Length; k++)
        {
            Accumulate(slopes[k], Answer(estimates, k, sample, point).Gradient!.Weights, gradient);
        }
    }

    /// <summary>The derivatives of a loss by a sample's features.</summary>
    /// <param name="estimates">The answers, with derivatives by features.</param>
    /// <param name="outputSlopes">The loss's derivatives by the model's outputs.</param>
    public double[] FeatureGradient(IReadOnlyList<Estimate> estimates, int sample, ReadOnlySpan<double> outputSlopes, int point = 0)
    {
        ReadOnlySpan<double> slopes = _model.Linear is { } linear ? linear.Backward(LayerWeights(point), outputSlopes) : outputSlopes;
        double[] gradient = new double[_model.Circuit.FeatureCount];
        for (int k = 0; k < slopes.Length; k++)
        {
            Accumulate(slopes[k], Answer(estimates, k, sample, point).Gradient!.Features, gradient);
        }

        return gradient;
    }

    private static void Accumulate(double slope, double[] derivatives, Span<double> gradient)
    {
        for (int i = 0; i < derivatives.Length; i++)
        {
            gradient[i] += slope * derivatives[i];
        }
    }

    private double[] Values(IReadOnlyList<Estimate> estimates, int sample, int point)
    {
        double[] values = new double[_model.Observables.Count];
        for (int k = 0; k < values.Length; k++)
        {
            values[k] = Answer(estimates, k, sample, point).Value;
        }

        return values;
    }

    private ReadOnlySpan<double> LayerWeights(int point) => _points[point].AsSpan(_model.Circuit.WeightCount);

    private Estimate Answer(IReadOnlyList<Estimate> estimates, int observable, int sample, int point) =>
        estimates[(((observable * _points.Count) + point) * _sampleCount) + sample];
}
