using CutAwareQnn.Circuits;
using CutAwareQnn.Simulation;

namespace CutAwareQnn.Learning;

/// <summary>
/// Trains a <see cref="ProcessorModel"/> with the readout <c>f = Σ_o v_o p_o</c> on labels of -1 and +1: Adam on the mean of <c>(f -
/// y)²</c>, over the weights of the circuit and v alike. Not for concurrent use.
/// </summary>
public sealed class ProcessorTraining
{
    private readonly ProcessorModel _model;
    private readonly ProcessorSamples _samples;
    private readonly double[] _labels;
    private readonly ProcessorTrainingSettings _settings;
    private readonly Adam _optimiser;
    private readonly ProcessorEvaluator _evaluator;
    private readonly double[] _seeds;

    /// <summary>Prepares a training.</summary>
    /// <param name="model">The model.</param>
    /// <param name="samples">The training part, prepared for this model.</param>
    /// <param name="labels">One label of -1 or +1 per sample.</param>
    /// <param name="settings">The options.</param>
    /// <exception cref="CircuitException">The numbers of samples and labels differ, or are 0.</exception>
    public ProcessorTraining(ProcessorModel model, ProcessorSamples samples, double[] labels, ProcessorTrainingSettings settings)
    {
        if (samples.Count != labels.Length || labels.Length == 0)
        {
            throw new CircuitException(
                $"{Counted.Of(samples.Count, "sample", "was", "were")} given with {Counted.Of(labels.Length, "label")}; give one label per "
                + "sample, and at least one");
        }

        (_model, _samples, _labels, _settings) = (model, samples, labels, settings);
        _optimiser = settings.Optimiser;
        _evaluator = new(model);
        _seeds = new double[model.OutcomeCount * SampleLanes.Count];
    }

    /// <summary>Number of trained weights: the circuit's and the readout's.</summary>
    public int WeightCount => _model.WeightCount + (_model.IsReadoutTrained ? _model.OutcomeCount : 0);

    /// <summary>Returns the state before the first step.</summary>
    public ProcessorTrainingState Start()
    {
        var random = new CounterRandom(_settings.Seed, 0, 0);
        double[] angles = new double[_model.WeightCount];
        for (int w = 0; w < angles.Length; w++)
        {
            angles[w] = 2 * Math.PI * random.NextDouble();
        }

        return StartAt(angles);
    }

    /// <summary>Returns a state before the first step, at given weights of the circuit and the parity readout.</summary>
    public ProcessorTrainingState StartAt(double[] angles) =>
        new(0, _model.IsReadoutTrained ? [.. angles, .. _model.ParityReadout] : angles, _optimiser.Start(WeightCount), null);

    /// <summary>Takes one step.</summary>
    public ProcessorTrainingState Step(ProcessorTrainingState state)
    {
        double[] gradient = new double[WeightCount];
        double loss = Loss(state.Weights, Batch(state.StepCount), gradient);
        (double[] weights, AdamState memory) = _optimiser.Step(state.Weights, gradient, state.Memory);
        return new(state.StepCount + 1, weights, memory, loss);
    }

    /// <summary>Computes the loss and its derivatives.</summary>
    /// <param name="weights">The weights of the circuit, then those of the readout.</param>
    /// <param name="rows">Indices of the samples.</param>
    /// <param name="gradient">Receives one derivative per weight.</param>
    /// <returns>The mean of (f - y)² over the samples.</returns>
    public double Loss(double[] weights, ReadOnlySpan<int> rows, Span<double> gradient)
    {
        double[] readout = Readout(weights);
        gradient.Clear();
        _evaluator.Bind(weights.AsSpan(0, _model.WeightCount));
        Span<double> ofReadout = stackalloc double[readout.Length];
        ofReadout.Clear();
        double sum = 0;
        for (int first = 0; first < rows.Length; first += SampleLanes.Count)
        {
            ReadOnlySpan<int> group = rows[first..Math.Min(first + SampleLanes.Count, rows.Length)];
            ReadOnlySpan<double> outcomes = _evaluator.Forward(_samples, group);
            _seeds.AsSpan().Clear();
            for (int lane = 0; lane < group.Length; lane++)
            {
                double residual = Value(readout, outcomes, lane) - _labels[group[lane]];
                sum += residual * residual;
                double slope = 2 * residual / rows.Length;
                for (int o = 0; o < readout.Length; o++)
                {
                    _seeds[(o * SampleLanes.Count) + lane] = slope * readout[o];
                    ofReadout[o] += slope * outcomes[(o * SampleLanes.Count) + lane];
                }
            }

            _evaluator.Backward(_seeds);
        }

        _evaluator.AddGradient(gradient[.._model.WeightCount]);
        if (_model.IsReadoutTrained)
        {
            ofReadout.CopyTo(gradient[_model.WeightCount..]);
        }

        return sum / rows.Length;
    }

    /// <summary>Computes the share of samples whose label is the sign of f.</summary>
    /// <param name="weights">The weights of the circuit, then those of the readout.</param>
    /// <param name="samples">Samples prepared for this model.</param>
    /// <param name="labels">One label of -1 or +1 per sample.</param>
    /// <returns>In [0, 1].</returns>
    public double Accuracy(double[] weights, ProcessorSamples samples, double[] labels)
    {
        double[] readout = Readout(weights);
        double[][] outcomes = _evaluator.Probabilities(samples, weights.AsSpan(0, _model.WeightCount));
        return outcomes.Zip(labels).Count(s => s.First.Zip(readout, (p, v) => p * v).Sum() * s.Second > 0) / (double)samples.Count;
    }

    private static double Value(double[] readout, ReadOnlySpan<double> outcomes, int lane)
    {
        double value = 0;
        for (int o = 0; o < readout.Length; o++)
        {
            value += readout[o] * outcomes[(o * SampleLanes.Count) + lane];
        }

        return value;
    }

    private double[] Readout(double[] weights) => _model.IsReadoutTrained ? weights[_model.WeightCount..] : _model.ParityReadout;

    private int[] Batch(int step)
    {
        if (_settings.BatchSize is not { } size)
        {
            return [.. Enumerable.Range(0, _labels.Length)];
        }

        var random = new CounterRandom(_settings.Seed, (ulong)step, 1);
        int[] rows = new int[size];
        for (int i = 0; i < size; i++)
        {
            rows[i] = random.NextInt32(_labels.Length);
        }

        return rows;
    }
}
