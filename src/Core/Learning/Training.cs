using CutAwareQnn.Circuits;
using CutAwareQnn.Estimation;
using CutAwareQnn.Simulation;

namespace CutAwareQnn.Learning;

/// <summary>
/// Training as a pure state machine: <see cref="Queries"/> names what a state needs to know next, <see cref="Advance"/> takes the
/// answers to the next state. Who asks the estimator, and when, is the driver's.
/// </summary>
public sealed class Training
{
    private const ulong WeightStream = 0x5745_4947_4854;
    private const ulong OrderStream = 0x4F52_4445_52;

    private readonly IReadOnlyList<LabelledSample> _samples;
    private readonly TrainingSettings _settings;
    private readonly int _weightCount;

    /// <summary>Prepares a run.</summary>
    /// <exception cref="CircuitException">Settings out of range, or samples that do not fit the circuit.</exception>
    public Training(Circuit circuit, IReadOnlyList<LabelledSample> samples, TrainingSettings settings)
    {
        if (settings.Epochs < 1 || settings.BatchSize < 1)
        {
            throw new CircuitException(
                $"training for {settings.Epochs} epochs in batches of {settings.BatchSize} does nothing; give at least 1 of each");
        }

        if (samples.Count < settings.BatchSize)
        {
            throw new CircuitException(
                $"the training part has {samples.Count} samples but a batch takes {settings.BatchSize}; give a smaller batch");
        }

        if (samples[0].Features.Length != circuit.FeatureCount)
        {
            throw new CircuitException(
                $"samples have {samples[0].Features.Length} features but the circuit takes {circuit.FeatureCount}; use a circuit of that size");
        }

        _samples = samples;
        _settings = settings;
        _weightCount = circuit.WeightCount;
    }

    /// <summary>The gradient that every step needs.</summary>
    public GradientRequest Gradient => new(_settings.Gradient, GradientTargets.Weights);

    /// <summary>Mini-batches an epoch; the last may be smaller.</summary>
    public int BatchCount => (_samples.Count + _settings.BatchSize - 1) / _settings.BatchSize;

    /// <summary>The state before the first step: weights uniform in [-π, π).</summary>
    public TrainingState Start()
    {
        var random = new CounterRandom(_settings.Seed, WeightStream, 0);
        double[] weights = new double[_weightCount];
        for (int i = 0; i < weights.Length; i++)
        {
            weights[i] = Math.PI * ((2 * random.NextDouble()) - 1);
        }

        return new(0, 0, 0, 0, weights, Adam.Start(_weightCount), 0);
    }

    /// <summary>Whether the run is over.</summary>
    public bool IsComplete(TrainingState state) => state.Epoch >= _settings.Epochs;

    /// <summary>The queries that the next step needs: one a sample of its mini-batch.</summary>
    public IReadOnlyList<EstimatorQuery> Queries(TrainingState state) => MiniBatch(state)
        .Select((sample, i) => new EstimatorQuery(state.NextQuery + (ulong)i, sample.Features, state.Weights))
        .ToArray();

    /// <summary>Takes a step with the answers to <see cref="Queries"/>.</summary>
    /// <exception cref="CircuitException">The loss or a weight is no longer finite.</exception>
    public (TrainingState State, StepReport Report) Advance(TrainingState state, IReadOnlyList<Estimate> estimates)
    {
        LabelledSample[] batch = MiniBatch(state);
        double[] gradient = new double[_weightCount];
        double loss = 0;
        for (int i = 0; i < batch.Length; i++)
        {
            loss += _settings.Loss.Value(estimates[i].Value, batch[i].Label);
            double slope = _settings.Loss.Derivative(estimates[i].Value, batch[i].Label) / batch.Length;
            double[] derivative = estimates[i].Gradient!.Weights;
            for (int w = 0; w < gradient.Length; w++)
            {
                gradient[w] += slope * derivative[w];
            }
        }

        if (!double.IsFinite(loss))
        {
            throw new CircuitException($"the loss is not finite at step {state.Step + 1}; lower the learning rate");
        }

        (double[] weights, AdamState optimiser) = _settings.Optimiser.Step(state.Weights, gradient, state.Optimiser);
        if (!weights.All(double.IsFinite))
        {
            throw new CircuitException($"a weight is not finite at step {state.Step + 1}; lower the learning rate");
        }

        bool endsEpoch = state.Batch + 1 == BatchCount;
        double epochLoss = state.EpochLoss + loss;
        var next = new TrainingState(
            endsEpoch ? state.Epoch + 1 : state.Epoch,
            endsEpoch ? 0 : state.Batch + 1,
            state.Step + 1,
            state.NextQuery + (ulong)batch.Length,
            weights,
            optimiser,
            endsEpoch ? 0 : epochLoss);
        double norm = Math.Sqrt(gradient.Sum(g => g * g));
        return (next, new(next.Step, state.Epoch, loss / batch.Length, norm, endsEpoch ? epochLoss / _samples.Count : null));
    }

    // Every epoch has an order of its own, which depends on nothing but the seed.
    private LabelledSample[] MiniBatch(TrainingState state)
    {
        int[] order = Enumerable.Range(0, _samples.Count).ToArray();
        var random = new CounterRandom(_settings.Seed, OrderStream, (ulong)state.Epoch);
        random.Shuffle<int>(order);
        return order.Skip(state.Batch * _settings.BatchSize).Take(_settings.BatchSize).Select(i => _samples[i]).ToArray();
    }
}
