using System.Text.Json;
using CutAwareQnn.Circuits;
using CutAwareQnn.Estimation;

namespace CutAwareQnn.Learning;

/// <summary>A network over any circuit and any estimator, cut or uncut.</summary>
/// <example>
/// <code>
/// Circuit circuit = new CircuitBuilder(1).Add(Gates.RX, Angle.Feature(0), 0).Add(Gates.RX, Angle.Weight(0), 0).Build();
/// Qnn network = Qnn.Exact(new Model(circuit, PauliSum.Parse("Z")), seed: 1);
/// network.Weights = [0.5];
/// Console.WriteLine($"{network.Forward([[-0.5]])[0][0]:F3}");    // 1.000
/// </code>
/// </example>
public sealed class Qnn : IQnn
{
    private readonly IEstimator _estimator;
    private readonly GradientMethod _method;
    private double[] _weights;
    private ulong _nextQuery;

    /// <summary>Creates a network.</summary>
    /// <param name="model">The model.</param>
    /// <param name="estimator">
    /// The estimator of its queries; <see cref="ObservableEstimators"/> for several observables.
    /// </param>
    /// <param name="seed">Keys the first weights.</param>
    /// <param name="method">The method of derivatives.</param>
    public Qnn(Model model, IEstimator estimator, ulong seed, GradientMethod method = GradientMethod.Adjoint)
    {
        Model = model;
        _estimator = estimator;
        _method = method;
        _weights = model.FirstWeights(seed);
    }

    /// <inheritdoc/>
    public Model Model { get; }

    /// <inheritdoc/>
    public IReadOnlyList<double> Weights
    {
        get => _weights;
        set
        {
            double[] weights = [.. value];
            Model.Require(weights);
            _weights = weights;
        }
    }

    /// <summary>Creates a network whose values are exact and uncut: the reference for others.</summary>
    /// <param name="model">The model.</param>
    /// <param name="seed">Keys the first weights.</param>
    public static Qnn Exact(Model model, ulong seed) => new(
        model, new ObservableEstimators([.. model.Observables.Select(o => new ExactEstimator(model.Circuit, o))]), seed);

    /// <inheritdoc/>
    public double[][] Forward(IReadOnlyList<double[]> features)
    {
        (ModelBatch batch, IReadOnlyList<Estimate> estimates) = Query(features, null);
        return [.. features.Select((_, i) => batch.Outputs(estimates, i))];
    }

    /// <inheritdoc/>
    public QnnGradient Backward(IReadOnlyList<double[]> features, IReadOnlyList<double[]> outputSlopes, GradientTargets targets)
    {
        (ModelBatch batch, IReadOnlyList<Estimate> estimates) = Query(features, new(_method, targets));
        double[] byWeights = new double[targets.HasFlag(GradientTargets.Weights) ? Model.WeightCount : 0];
        for (int i = 0; i < features.Count && byWeights.Length > 0; i++)
        {
            batch.AddWeightGradient(estimates, i, outputSlopes[i], byWeights);
        }

        return new(
            byWeights,
            targets.HasFlag(GradientTargets.Features)
                ? [.. features.Select((_, i) => batch.FeatureGradient(estimates, i, outputSlopes[i]))]
                : []);
    }

    /// <inheritdoc/>
    public string Save() => JsonSerializer.Serialize(State(), QnnJson.Default.QnnState);

    /// <inheritdoc/>
    public void Load(string json)
    {
        QnnState state = StateJson.Read(json, QnnJson.Default.QnnState, "the state of a network");
        QnnState own = State();
        if ((state.QubitCount, state.FeatureCount, state.OutputCount, state.Weights.Length)
            != (own.QubitCount, own.FeatureCount, own.OutputCount, own.Weights.Length)
            || !state.Observables.SequenceEqual(own.Observables))
        {
            throw new CircuitException(
                $"the state of a network of {Shape(state)} was given to one of {Shape(own)}; load it into one of the same shape");
        }

        _weights = state.Weights;
        _nextQuery = state.NextQuery;
    }

    private static string Shape(QnnState state) =>
        $"{Counted.Of(state.QubitCount, "qubit")}, {Counted.Of(state.FeatureCount, "feature")}, "
        + $"{Counted.Of(state.Weights.Length, "weight")}, {Counted.Of(state.OutputCount, "output")} "
        + $"from {string.Join(", ", state.Observables)}";

    private QnnState State() => new(
        Model.Circuit.QubitCount,
        Model.Circuit.FeatureCount,
        [.. Model.Observables.Select(o => o.ToString())],
        Model.OutputCount,
        _weights,
        _nextQuery);

    private (ModelBatch Batch, IReadOnlyList<Estimate> Estimates) Query(IReadOnlyList<double[]> features, GradientRequest? gradient)
    {
        var batch = new ModelBatch(Model, features, [_weights], _nextQuery);
        IReadOnlyList<Estimate> estimates = _estimator.Estimate(batch.Queries, gradient);
        _nextQuery += (ulong)batch.Queries.Count;
        return (batch, estimates);
    }
}
