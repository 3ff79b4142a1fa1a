using CutAwareQnn.Circuits;
using CutAwareQnn.Simulation;

namespace CutAwareQnn.Learning;

/// <summary>
/// Evaluates a <see cref="ProcessorModel"/> and its derivatives exactly, eight samples at a time. Not for concurrent use.
/// </summary>
public sealed class ProcessorEvaluator
{
    /// <summary>Samples per group.</summary>
    public const int GroupSize = SampleLanes.Count;

    private readonly ProcessorModel _model;
    private readonly PhaseBinding[] _bindings;
    private readonly PhaseRun[][] _runs;
    private readonly IOutcomeJoin _join;
    private readonly double[] _outcomes;
    private readonly double[] _seeds;

    /// <summary>Reserves the memory of a model's evaluation.</summary>
    public ProcessorEvaluator(ProcessorModel model)
    {
        _model = model;
        _bindings = [.. model.Units.Select(u => new PhaseBinding(u.Program))];
        _runs = [.. _bindings.Select(b => Enumerable.Range(0, model.BranchCount).Select(_ => new PhaseRun(b)).ToArray())];
        _join = model.BranchCount > 1 ? new PairJoin(model) : new TranscriptJoin(model);
        _outcomes = new double[model.OutcomeCount * GroupSize];
        _seeds = new double[model.OutcomeCount * GroupSize];
    }

    /// <summary>Sets the weights and clears the gradient.</summary>
    /// <param name="weights">One finite number per weight of the circuit.</param>
    /// <exception cref="CircuitException">The number of weights is another one, or a weight is not finite.</exception>
    public void Bind(ReadOnlySpan<double> weights)
    {
        if (weights.Length != _model.WeightCount)
        {
            throw new CircuitException(
                $"{Counted.Of(weights.Length, "weight", "was", "were")} given to a model of {_model.WeightCount}; give one number per "
                + "weight");
        }

        foreach (double weight in weights)
        {
            if (!double.IsFinite(weight))
            {
                throw new CircuitException("a weight of the model is not finite; give finite numbers");
            }
        }

        foreach (PhaseBinding binding in _bindings)
        {
            binding.Bind(weights);
        }
    }

    /// <summary>Evaluates up to eight samples and returns the probabilities of their outcomes, [outcome][lane].</summary>
    /// <param name="samples">Samples of this model.</param>
    /// <param name="rows">Indices of the samples, one per lane; lanes beyond them repeat the first.</param>
    public ReadOnlySpan<double> Forward(ProcessorSamples samples, ReadOnlySpan<int> rows)
    {
        for (int u = 0; u < _runs.Length; u++)
        {
            for (int branch = 0; branch < _model.BranchCount; branch++)
            {
                samples.Load(u, branch, rows, _runs[u][branch]);
                _runs[u][branch].Forward();
            }
        }

        _join.Forward(_runs, _outcomes);
        return _outcomes;
    }

    /// <summary>
    /// Adds the derivatives of a number for the samples of the last <see cref="Forward"/>; lanes without a sample need seeds of 0.
    /// </summary>
    /// <param name="seeds">The derivatives of that number by the probabilities, [outcome][lane].</param>
    public void Backward(ReadOnlySpan<double> seeds)
    {
        _join.Backward(_runs, seeds);
        foreach (PhaseRun run in _runs.SelectMany(r => r))
        {
            run.Backward();
        }
    }

    /// <summary>Adds the derivatives by the weights, summed over all samples since <see cref="Bind"/>.</summary>
    /// <param name="gradient">One entry per weight.</param>
    public void AddGradient(Span<double> gradient)
    {
        foreach (PhaseBinding binding in _bindings)
        {
            binding.AddGradient(gradient);
        }
    }

    /// <summary>Computes the probabilities of the outcomes.</summary>
    /// <param name="samples">Samples of this model.</param>
    /// <param name="weights">One finite number per weight of the circuit.</param>
    /// <returns>[sample][outcome], in [0, 1].</returns>
    public double[][] Probabilities(ProcessorSamples samples, ReadOnlySpan<double> weights)
    {
        Bind(weights);
        double[][] all = new double[samples.Count][];
        Span<int> rows = stackalloc int[GroupSize];
        for (int first = 0; first < samples.Count; first += GroupSize)
        {
            Span<int> group = Group(rows, first, samples.Count);
            ReadOnlySpan<double> outcomes = Forward(samples, group);
            for (int lane = 0; lane < group.Length; lane++)
            {
                all[first + lane] = new double[_model.OutcomeCount];
                for (int outcome = 0; outcome < _model.OutcomeCount; outcome++)
                {
                    all[first + lane][outcome] = outcomes[(outcome * GroupSize) + lane];
                }
            }
        }

        return all;
    }

    /// <summary>Computes the probabilities of the outcomes and their derivatives by the weights.</summary>
    /// <param name="samples">Samples of this model.</param>
    /// <param name="weights">One finite number per weight of the circuit.</param>
    /// <returns>One entry per sample.</returns>
    public OutcomeJacobian[] Jacobians(ProcessorSamples samples, ReadOnlySpan<double> weights)
    {
        Bind(weights);
        var all = new OutcomeJacobian[samples.Count];
        Span<int> rows = stackalloc int[GroupSize];
        double[] gradients = new double[_model.WeightCount * GroupSize];
        for (int first = 0; first < samples.Count; first += GroupSize)
        {
            Span<int> group = Group(rows, first, samples.Count);
            ReadOnlySpan<double> outcomes = Forward(samples, group);
            for (int lane = 0; lane < group.Length; lane++)
            {
                all[first + lane] = new(new double[_model.OutcomeCount], new double[_model.OutcomeCount, _model.WeightCount]);
            }

            for (int outcome = 0; outcome < _model.OutcomeCount; outcome++)
            {
                _seeds.AsSpan().Clear();
                _seeds.AsSpan(outcome * GroupSize, GroupSize).Fill(1);
                gradients.AsSpan().Clear();
                foreach (PhaseBinding binding in _bindings)
                {
                    binding.ClearGradient();
                }

                Backward(_seeds);
                foreach (PhaseBinding binding in _bindings)
                {
                    binding.AddGradients(gradients);
                }

                for (int lane = 0; lane < group.Length; lane++)
                {
                    all[first + lane].Probabilities[outcome] = outcomes[(outcome * GroupSize) + lane];
                    for (int w = 0; w < _model.WeightCount; w++)
                    {
                        all[first + lane].Derivatives[outcome, w] = gradients[(w * GroupSize) + lane];
                    }
                }
            }
        }

        return all;
    }

    private static Span<int> Group(Span<int> rows, int first, int count)
    {
        Span<int> group = rows[..Math.Min(GroupSize, count - first)];
        for (int lane = 0; lane < group.Length; lane++)
        {
            group[lane] = first + lane;
        }

        return group;
    }
}
