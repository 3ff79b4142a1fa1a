using CutAwareQnn.Estimation;

namespace CutAwareQnn.Learning;

/// <summary>The queries that evaluate a model on samples at one or more weight vectors, and the reading of their estimates.</summary>
/// <remarks>The queries are ordered by observable, then by weight vector, then by sample.</remarks>
public sealed class ModelBatch
{
    private readonly Model _model;
    private readonly int _sampleCount;
    private readonly IReadOnlyList<double[]> _points;

    /// <summary>Creates the queries of a batch.</summary>
    /// <param name="model">The model.</param>
    /// <param name="features">One feature vector per sample.</param>
    /// <param name="points">The weight vectors.</param>
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

    /// <summary>The queries, in order.</summary>
    public IReadOnlyList<EstimatorQuery> Queries { get; }

    /// <summary>Returns the model's outputs for one sample.</summary>
    /// <param name="estimates">The estimates of <see cref="Queries"/>, in order.</param>
    /// <param name="sample">Index of the sample.</param>
    /// <param name="point">Index of the weight vector.</param>
    public double[] Outputs(IReadOnlyList<Estimate> estimates, int sample, int point = 0)
    {
        double[] values = Values(estimates, sample, point);
        return _model.Linear?.Apply(LayerWeights(point), values) ?? values;
    }

    /// <summary>Adds the derivatives of one sample's loss by all weights.</summary>
    /// <param name="estimates">The estimates, with derivatives by weights.</param>
    /// <param name="sample">Index of the sample.</param>
    /// <param name="outputSlopes">The derivatives of the loss by the model's outputs.</param>
    /// <param name="gradient">Receives one derivative per weight.</param>
    /// <param name="point">Index of the weight vector.</param>
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
            Accumulate(slopes[k], EstimateOf(estimates, k, sample, point).Gradient!.Weights, gradient);
        }
    }

    /// <summary>Returns the derivatives of one sample's loss by its features.</summary>
    /// <param name="estimates">The estimates, with derivatives by features.</param>
    /// <param name="sample">Index of the sample.</param>
    /// <param name="outputSlopes">The derivatives of the loss by the model's outputs.</param>
    /// <param name="point">Index of the weight vector.</param>
    public double[] FeatureGradient(IReadOnlyList<Estimate> estimates, int sample, ReadOnlySpan<double> outputSlopes, int point = 0)
    {
        ReadOnlySpan<double> slopes = _model.Linear is { } linear ? linear.Backward(LayerWeights(point), outputSlopes) : outputSlopes;
        double[] gradient = new double[_model.Circuit.FeatureCount];
        for (int k = 0; k < slopes.Length; k++)
        {
            Accumulate(slopes[k], EstimateOf(estimates, k, sample, point).Gradient!.Features, gradient);
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
            values[k] = EstimateOf(estimates, k, sample, point).Value;
        }

        return values;
    }

    private ReadOnlySpan<double> LayerWeights(int point) => _points[point].AsSpan(_model.Circuit.WeightCount);

    private Estimate EstimateOf(IReadOnlyList<Estimate> estimates, int observable, int sample, int point) =>
        estimates[(((observable * _points.Count) + point) * _sampleCount) + sample];
}
