using CutAwareQnn.Circuits;
using CutAwareQnn.Estimation;
using CutAwareQnn.Simulation;

namespace CutAwareQnn.Learning;

/// <summary>
/// Training as a pure state machine: <see cref="Queries"/> names what a state needs to know next, and
/// <see cref="Advance(TrainingState, IReadOnlyList{Estimate})"/>, or <see cref="Validate"/> where the state is validating, takes the
/// answers to the next state. Who asks the estimator, and when, is the driver's.
/// </summary>
public sealed class Training
{
    private const ulong OrderStream = 0x4F52_4445_52;

    private readonly IReadOnlyList<LabelledSample> _samples;
    private readonly IReadOnlyList<LabelledSample> _validation;
    private readonly FubiniStudyMetric? _metric;

    /// <summary>Prepares a run.</summary>
    /// <param name="model">What is trained.</param>
    /// <param name="samples">The training part.</param>
    /// <param name="settings">How it is trained.</param>
    /// <param name="validation">Samples whose loss early stopping watches; null for none.</param>
    /// <exception cref="CircuitException">Settings out of range, or samples or a loss that do not fit the model.</exception>
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

    /// <summary>What is trained.</summary>
    public Model Model { get; }

    /// <summary>How it is trained.</summary>
    public TrainingSettings Settings { get; }

    /// <summary>The gradient that a step needs; null where it needs values alone.</summary>
    public GradientRequest? Gradient =>
        Settings.Optimiser.WantsGradient ? new(Settings.Gradient, GradientTargets.Weights) : null;

    /// <summary>Mini-batches an epoch; the last may be smaller.</summary>
    public int BatchCount => (_samples.Count + Settings.BatchSize - 1) / Settings.BatchSize;

    /// <summary>Samples of the training part.</summary>
    internal int SampleCount => _samples.Count;

    /// <summary>
    /// The training of one node on its part of samples that were checked as a whole: it may be of one class, and smaller than a batch.
    /// </summary>
    internal static Training OfShard(Model model, IReadOnlyList<LabelledSample> samples, TrainingSettings settings) =>
        new(model, settings, samples, []);

    /// <summary>The state before the first step.</summary>
    public TrainingState Start() =>
        new(0, 0, 0, 0, Model.FirstWeights(Settings.Seed), Settings.Optimiser.Start(Model.WeightCount), 0);

    /// <summary>Holds a state that was read from a file against the run that it is to go on with.</summary>
    /// <exception cref="CircuitException">It is of another model, optimiser or data set, or has weights that are not finite.</exception>
    public void Check(TrainingState state) => TrainingChecks.Check(state, this);

    /// <summary>Whether the run is over.</summary>
    public bool IsComplete(TrainingState state) =>
        !state.IsValidating && (state.Epoch >= Settings.Epochs || state.StopReason is not null);

    /// <summary>The gradient that a state's queries need; null where they need values alone.</summary>
    public GradientRequest? GradientFor(TrainingState state) => state.IsValidating ? null : Gradient;

    /// <summary>The queries that a state needs: one a sample of its mini-batch, observable and set of weights.</summary>
    public IReadOnlyList<EstimatorQuery> Queries(TrainingState state) => state.IsValidating
        ? ValidationBatch(state).Queries
        : Batch(state, MiniBatch(state)).Queries;

    /// <summary>Takes a step with the answers to <see cref="Queries"/>.</summary>
    /// <exception cref="CircuitException">The loss or a weight is no longer finite.</exception>
    public (TrainingState State, StepReport Report) Advance(TrainingState state, IReadOnlyList<Estimate> estimates) =>
        Advance(state, Measure(state, estimates));

    /// <summary>The loss of a state's mini-batch, and its derivatives, from the answers to <see cref="Queries"/>.</summary>
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

    /// <summary>Takes a step with what was measured on the state's mini-batch, or on several nodes' together.</summary>
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

    /// <summary>The queries that evaluate the weights behind an epoch on samples of the caller's, such as the test part.</summary>
    public ModelBatch EvaluationBatch(TrainingState state, IReadOnlyList<LabelledSample> samples) => Evaluation.Batch(
        Model, samples, state.Weights, Evaluation.FirstQuery + ((ulong)state.Epoch * (ulong)(samples.Count * Model.Observables.Count)));

    /// <summary>Scores the answers to <see cref="EvaluationBatch"/>.</summary>
    /// <exception cref="CircuitException">The loss is not finite.</exception>
    public Evaluation Evaluate(TrainingState state, IReadOnlyList<LabelledSample> samples, IReadOnlyList<Estimate> estimates) =>
        Finite(Evaluation.Of(EvaluationBatch(state, samples), samples, estimates, Settings.Loss), state);

    /// <summary>Takes the answers to a validating state's <see cref="Queries"/> to the next epoch.</summary>
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
                ?? $"no better loss in {rule.Patience} epochs; the best was behind epoch {state.Best.Epoch}",
        };
    }

    private ModelBatch Batch(TrainingState state, LabelledSample[] samples) => new(
        Model,
        [.. samples.Select(s => s.Features)],
        Settings.Optimiser.Points(state.Weights, state.Optimiser),
        state.NextQuery);

    private ModelBatch ValidationBatch(TrainingState state) => Evaluation.Batch(Model, _validation, state.Weights, state.NextQuery);

    // Every epoch has an order of its own, which depends on nothing but the seed.
    private LabelledSample[] MiniBatch(TrainingState state)
    {
        int[] order = Enumerable.Range(0, _samples.Count).ToArray();
        var random = new CounterRandom(Settings.Seed, OrderStream, (ulong)state.Epoch);
        random.Shuffle<int>(order);
        return order.Skip(state.Batch * Settings.BatchSize).Take(Settings.BatchSize).Select(i => _samples[i]).ToArray();
    }
}
