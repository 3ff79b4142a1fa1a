using CutAwareQnn.Circuits;
using CutAwareQnn.Estimation;
using CutAwareQnn.Simulation;

namespace CutAwareQnn.Learning;

/// <summary>
/// Training as a pure state machine: <see cref="Queries"/> returns the queries that a state needs next, and
/// <see cref="Advance(TrainingState, IReadOnlyList{Estimate})"/>, or <see cref="Validate"/> where the state is validating, computes the
/// next state from their estimates. A driver runs the queries.
/// </summary>
public sealed class Training
{
    private const ulong OrderStream = 0x4F52_4445_52;

    private readonly IReadOnlyList<LabelledSample> _samples;
    private readonly IReadOnlyList<LabelledSample> _validation;
    private readonly FubiniStudyMetric? _metric;

    /// <summary>Creates a run.</summary>
    /// <param name="model">The model to train.</param>
    /// <param name="samples">The training part.</param>
    /// <param name="settings">The settings.</param>
    /// <param name="validation">Samples whose loss early stopping watches; null for none.</param>
    /// <exception cref="CircuitException">The settings are out of range, or the samples or the loss do not suit the model.</exception>
    public Training(
        Model model,
        IReadOnlyList<LabelledSample> samples,
        TrainingSettings settings,
        IReadOnlyList<LabelledSample>? validation = null)
        : this(model, settings, samples, validation ?? [])
    {
        TrainingChecks.Check(model, samples, settings);
    }

    private Training(
        Model model, TrainingSettings settings, IReadOnlyList<LabelledSample> samples, IReadOnlyList<LabelledSample> validation)
    {
        Model = model;
        Settings = settings;
        _samples = samples;
        _validation = settings.EarlyStopping is null ? [] : validation;
        _metric = settings.Optimiser.WantsMetric ? new(model.Circuit) : null;
    }

    /// <summary>The model that is trained.</summary>
    public Model Model { get; }

    /// <summary>The settings.</summary>
    public TrainingSettings Settings { get; }

    /// <summary>The gradient that a step needs; null where it needs only values.</summary>
    public GradientRequest? Gradient =>
        Settings.Optimiser.WantsGradient ? new(Settings.Gradient, GradientTargets.Weights) : null;

    /// <summary>Number of mini-batches per epoch; the last one may be smaller.</summary>
    public int BatchCount => (_samples.Count + Settings.BatchSize - 1) / Settings.BatchSize;

    /// <summary>Number of samples of the training part.</summary>
    internal int SampleCount => _samples.Count;

    /// <summary>
    /// Creates the training of one node on its shard. The samples were checked as a whole; a shard may be of one class and smaller than a
    /// batch.
    /// </summary>
    internal static Training OfShard(Model model, IReadOnlyList<LabelledSample> samples, TrainingSettings settings) =>
        new(model, settings, samples, []);

    /// <summary>Returns the state before the first step.</summary>
    public TrainingState Start() =>
        new(
            0,
            0,
            0,
            0,
            Settings.FirstWeights?.ToArray() ?? Model.FirstWeights(Settings.Seed),
            Settings.Optimiser.Start(Model.WeightCount),
            0);

    /// <summary>Checks that a state that was read from a file belongs to this run.</summary>
    /// <exception cref="CircuitException">
    /// The state is of another model, optimiser or data set, or has weights that are not finite.
    /// </exception>
    public void Check(TrainingState state) => TrainingChecks.Check(state, this);

    /// <summary>Returns whether the run is complete.</summary>
    public bool IsComplete(TrainingState state) =>
        !state.IsValidating && (state.Epoch >= Settings.Epochs || state.StopReason is not null);

    /// <summary>Returns the gradient that a state's queries need; null where they need only values.</summary>
    public GradientRequest? GradientFor(TrainingState state) => state.IsValidating ? null : Gradient;

    /// <summary>Returns the queries that a state needs: one per sample of its mini-batch, observable and weight vector.</summary>
    public IReadOnlyList<EstimatorQuery> Queries(TrainingState state) => state.IsValidating
        ? ValidationBatch(state).Queries
        : Batch(state, MiniBatch(state)).Queries;

    /// <summary>Takes a step with the estimates of <see cref="Queries"/>.</summary>
    /// <exception cref="CircuitException">The loss or a weight is no longer finite.</exception>
    public (TrainingState State, StepReport Report) Advance(TrainingState state, IReadOnlyList<Estimate> estimates) =>
        Advance(state, Measure(state, estimates));

    /// <summary>Computes the loss of a state's mini-batch, and its derivatives, from the estimates of <see cref="Queries"/>.</summary>
    public BatchMeasure Measure(TrainingState state, IReadOnlyList<Estimate> estimates)
    {
        LabelledSample[] samples = MiniBatch(state);
        var losses = new BatchLoss(Model, Settings, Batch(state, samples), samples, estimates);
        LossPoint[] points = [.. Settings.Optimiser.Points(state.Weights, state.Optimiser).Select((weights, p) => losses.At(p) with
        {
            Metric = _metric?.Mean(samples, weights[..Model.Circuit.WeightCount]),
        })];
        return new(points, losses.Accuracy, samples.Length);
    }

    /// <summary>Takes a step with the measurement of the state's mini-batch, or of the mini-batches of several nodes.</summary>
    /// <exception cref="CircuitException">The loss or a weight is no longer finite.</exception>
    public (TrainingState State, StepReport Report) Advance(TrainingState state, BatchMeasure measure)
    {
        double loss = measure.Points.Sum(p => p.Value) / measure.Points.Count;
        TrainingChecks.RequireFinite(loss, "loss", state.Step + 1);
        double factor = Settings.Schedule.Factor(state.Step, BatchCount, Settings.Epochs);
        OptimiserStep step = Settings.Optimiser.Step(state.Weights, state.Optimiser, measure.Points, factor);
        TrainingChecks.RequireFinite(step.Weights.Sum(Math.Abs), "sum of the weights", state.Step + 1);
        double squaredNorm = step.Gradient.Sum(g => g * g);
        TrainingChecks.RequireFinite(squaredNorm, "gradient's length", state.Step + 1);

        int sampleCount = Math.Min(Settings.BatchSize, _samples.Count - (state.Batch * Settings.BatchSize));
        bool endsEpoch = state.Batch + 1 == BatchCount;
        double epochLoss = state.EpochLoss + (loss * sampleCount);
        TrainingState next = state with
        {
            Batch = state.Batch + 1,
            Step = state.Step + 1,
            NextQuery = state.NextQuery + (ulong)(Model.Observables.Count * measure.Points.Count * sampleCount),
            Weights = step.Weights,
            Optimiser = step.State,
            EpochLoss = epochLoss,
            StopReason = Settings.Optimiser.DoneReason(step.State),
        };
        var report = new StepReport(
            next.Step,
            state.Epoch,
            loss,
            measure.Accuracy,
            Math.Sqrt(squaredNorm),
            Variance(step.Gradient),
            factor * Settings.Optimiser.LearningRate,
            endsEpoch ? epochLoss / _samples.Count : null);
        return (endsEpoch ? EndEpoch(next, epochLoss / _samples.Count) : next, report);
    }

    /// <summary>Returns the queries that evaluate the weights after an epoch on other samples, such as the test part.</summary>
    public ModelBatch EvaluationBatch(TrainingState state, IReadOnlyList<LabelledSample> samples) => Evaluation.Batch(
        Model, samples, state.Weights, Evaluation.FirstQuery + ((ulong)state.Epoch * (ulong)(samples.Count * Model.Observables.Count)));

    /// <summary>Scores the estimates of <see cref="EvaluationBatch"/>.</summary>
    /// <exception cref="CircuitException">The loss is not finite.</exception>
    public Evaluation Evaluate(TrainingState state, IReadOnlyList<LabelledSample> samples, IReadOnlyList<Estimate> estimates) =>
        Finite(Evaluation.Of(EvaluationBatch(state, samples), samples, estimates, Settings.Loss), state);

    /// <summary>Advances a validating state to the next epoch with the estimates of its <see cref="Queries"/>.</summary>
    public (TrainingState State, Evaluation Validation) Validate(TrainingState state, IReadOnlyList<Estimate> estimates)
    {
        ModelBatch batch = ValidationBatch(state);
        Evaluation validation = Finite(Evaluation.Of(batch, _validation, estimates, Settings.Loss), state);
        TrainingState next = Watched(
            state with { IsValidating = false, NextQuery = state.NextQuery + (ulong)batch.Queries.Count }, validation.Loss);
        return (IsComplete(next) ? next with { Weights = next.Best!.Weights } : next, validation);
    }

    private static Evaluation Finite(Evaluation evaluation, TrainingState state)
    {
        TrainingChecks.RequireFinite(evaluation.Loss, "loss", state.Step);
        return evaluation;
    }

    private static double Variance(double[] values)
    {
        double mean = values.Sum() / Math.Max(values.Length, 1);
        return values.Sum(v => (v - mean) * (v - mean)) / Math.Max(values.Length, 1);
    }

    private TrainingState EndEpoch(TrainingState state, double loss)
    {
        TrainingState next = state with { Epoch = state.Epoch + 1, Batch = 0, EpochLoss = 0 };
        return Settings.EarlyStopping is null ? next
            : _validation.Count > 0 ? next with { IsValidating = true }
            : Watched(next, loss);
    }

    private TrainingState Watched(TrainingState state, double loss)
    {
        EarlyStopping rule = Settings.EarlyStopping!;
        if (state.Best is null || loss < state.Best.Loss - rule.MinImprovement)
        {
            return state with { Best = new(loss, state.Epoch, state.Weights) };
        }

        return state.Epoch - state.Best.Epoch < rule.Patience ? state : state with
        {
            StopReason = state.StopReason
                ?? $"no better loss in {Counted.Of(rule.Patience, "epoch")}; the best was after epoch {state.Best.Epoch}",
        };
    }

    private ModelBatch Batch(TrainingState state, LabelledSample[] samples) => new(
        Model,
        [.. samples.Select(s => s.Features)],
        Settings.Optimiser.Points(state.Weights, state.Optimiser),
        state.NextQuery);

    private ModelBatch ValidationBatch(TrainingState state) => Evaluation.Batch(Model, _validation, state.Weights, state.NextQuery);

    // The order of an epoch depends on the seed and the epoch alone.
    private LabelledSample[] MiniBatch(TrainingState state)
    {
        int[] order = Enumerable.Range(0, _samples.Count).ToArray();
        var random = new CounterRandom(Settings.Seed, OrderStream, (ulong)state.Epoch);
        random.Shuffle<int>(order);
        return order.Skip(state.Batch * Settings.BatchSize).Take(Settings.BatchSize).Select(i => _samples[i]).ToArray();
    }
}
