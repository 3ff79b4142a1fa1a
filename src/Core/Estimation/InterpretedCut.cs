using CutAwareQnn.Cutting;
using CutAwareQnn.Reconstruction;
using CutAwareQnn.Simulation;

namespace CutAwareQnn.Estimation;

/// <summary>
/// The exact cut form of a circuit without generated code: what an annotated class runs where that code would exceed its budget. Members
/// correspond to those of <see cref="ICompiledCutCircuit{TSelf}"/>.
/// </summary>
public sealed class InterpretedCut
{
    private static readonly GradientRequest Everything =
        new(GradientMethod.Adjoint, GradientTargets.Features | GradientTargets.Weights);

    private readonly CutEstimator _estimator;
    private readonly Lazy<LeanPlan> _lean;
    private readonly AngleBinding[] _slots;

    /// <summary>Prepares a plan.</summary>
    /// <exception cref="Circuits.CutException">A fragment gives more numbers than a query can hold.</exception>
    public InterpretedCut(CutPlan plan)
    {
        var settings = new EstimatorSettings(ShotBudget.Exact);
        Plan = plan;
        _estimator = new(plan, settings);
        _lean = new(() => new(plan, settings));
        _slots = [.. plan.Fragments.Select(f => new AngleBinding(f.Slots.Select(s => s.Angle)))];
    }

    /// <summary>The plan.</summary>
    public CutPlan Plan { get; }

    /// <summary>Evaluates the exact value of the cut circuit for a batch of samples.</summary>
    /// <param name="features">[sample][feature].</param>
    /// <param name="weights">One weight vector, shared by all samples; radians.</param>
    /// <param name="values">Receives one value per sample; its length gives the number of samples.</param>
    /// <exception cref="Circuits.CircuitException">A span does not have its length, or a number is not finite.</exception>
    public void Evaluate(ReadOnlySpan<double> features, ReadOnlySpan<double> weights, Span<double> values)
    {
        IReadOnlyList<Estimate> estimates = _estimator.Estimate(Queries(features, weights, values));
        for (int sample = 0; sample < values.Length; sample++)
        {
            values[sample] = estimates[sample].Value;
        }
    }

    /// <summary>Evaluates the exact value of the cut circuit with its gradient for a batch of samples.</summary>
    /// <param name="features">[sample][feature].</param>
    /// <param name="weights">One weight vector, shared by all samples; radians.</param>
    /// <param name="values">Receives one value per sample; its length gives the number of samples.</param>
    /// <param name="featureGradients">Receives [sample][feature].</param>
    /// <param name="weightGradients">Receives [sample][weight], per radian.</param>
    /// <exception cref="Circuits.CircuitException">A span does not have its length, or a number is not finite.</exception>
    public void EvaluateWithGradient(
        ReadOnlySpan<double> features,
        ReadOnlySpan<double> weights,
        Span<double> values,
        Span<double> featureGradients,
        Span<double> weightGradients)
    {
        (int featureCount, int weightCount) = (Plan.Circuit.FeatureCount, Plan.Circuit.WeightCount);
        EstimatorQuery[] queries = Queries(features, weights, values);
        CompiledCircuit.CheckGradients(featureCount, weightCount, values, featureGradients, weightGradients);
        IReadOnlyList<Estimate> estimates = _estimator.Estimate(queries, Everything);
        for (int sample = 0; sample < values.Length; sample++)
        {
            values[sample] = estimates[sample].Value;
            estimates[sample].Gradient!.Features.CopyTo(featureGradients[(sample * featureCount)..]);
            estimates[sample].Gradient!.Weights.CopyTo(weightGradients[(sample * weightCount)..]);
        }
    }

    /// <summary>Binds the angles of a fragment.</summary>
    /// <param name="fragment">Index of the fragment.</param>
    /// <param name="features">[query][feature].</param>
    /// <param name="weights">One weight vector, shared by all queries.</param>
    /// <param name="count">Number of queries.</param>
    /// <param name="angles">Receives [query][slot], radians.</param>
    /// <exception cref="Circuits.CircuitException">The plan has no such fragment, or a span is too short.</exception>
    public void Bind(int fragment, ReadOnlySpan<double> features, ReadOnlySpan<double> weights, int count, Span<double> angles)
    {
        AngleBinding slots = _slots[Index(fragment)];
        int featureCount = Plan.Circuit.FeatureCount;
        CompiledCircuit.CheckStage(count, features, featureCount, default, 0, angles, slots.Count);
        for (int query = 0; query < count; query++)
        {
            slots.Bind(features.Slice(query * featureCount, featureCount), weights, angles.Slice(query * slots.Count, slots.Count));
        }
    }

    /// <summary>Evaluates a fragment's tensors.</summary>
    /// <param name="fragment">Index of the fragment.</param>
    /// <param name="angles">[query][slot], radians.</param>
    /// <param name="count">Number of queries.</param>
    /// <param name="tensors">Receives [query][observable][entry], the last leg fastest.</param>
    /// <exception cref="Circuits.CircuitException">The plan has no such fragment, or a span is too short.</exception>
    public void EvaluateFragment(int fragment, ReadOnlySpan<double> angles, int count, Span<double> tensors)
    {
        FragmentSimulator simulator = _lean.Value.Simulators[Index(fragment)];
        CompiledCircuit.CheckStage(count, angles, _slots[fragment].Count, default, 0, tensors, simulator.TensorLength);
        simulator.Evaluate(angles, count, tensors);
    }

    /// <summary>Evaluates the derivative of <c>Σ environment·tensor</c> by every slot of a fragment.</summary>
    /// <param name="fragment">Index of the fragment.</param>
    /// <param name="angles">[query][slot], radians.</param>
    /// <param name="count">Number of queries.</param>
    /// <param name="environments">[query][observable][entry].</param>
    /// <param name="gradients">Receives [query][slot], per radian.</param>
    /// <exception cref="Circuits.CircuitException">The plan has no such fragment, or a span is too short.</exception>
    public void BackwardFragment(
        int fragment, ReadOnlySpan<double> angles, int count, ReadOnlySpan<double> environments, Span<double> gradients)
    {
        FragmentSimulator simulator = _lean.Value.Simulators[Index(fragment)];
        int slots = _slots[fragment].Count;
        CompiledCircuit.CheckStage(count, angles, slots, environments, simulator.TensorLength, gradients, slots);
        simulator.Backward(angles, count, environments, gradients);
    }

    /// <summary>Contracts exact tensors.</summary>
    /// <param name="inputs">[query][input]: the tensors fragment by fragment, then the bonds where they depend on parameters.</param>
    /// <param name="count">Number of queries.</param>
    /// <param name="wantsEnvironments">Whether the derivative by every input follows.</param>
    /// <param name="outputs">Receives [query][value, variance], then the derivatives where wanted; the variance is 0.</param>
    /// <exception cref="Circuits.CircuitException">A span is too short.</exception>
    public void Contract(ReadOnlySpan<double> inputs, int count, bool wantsEnvironments, Span<double> outputs)
    {
        Reconstructor reconstructor = _lean.Value.ReconstructorFor(wantsEnvironments);
        (int tensorLength, int bondLength) = (reconstructor.InputLength, reconstructor.BondLength);
        int length = tensorLength + bondLength;
        CompiledCircuit.CheckStage(count, default, 0, inputs, length, outputs, reconstructor.OutputLength);
        double[] tensors = new double[count * tensorLength];
        double[] bonds = new double[count * bondLength];
        for (int query = 0; query < count; query++)
        {
            ReadOnlySpan<double> own = inputs.Slice(query * length, length);
            own[..tensorLength].CopyTo(tensors.AsSpan(query * tensorLength));
            own[tensorLength..].CopyTo(bonds.AsSpan(query * bondLength));
        }

        reconstructor.Evaluate(tensors, bonds, count, outputs);
    }

    private int Index(int fragment) => fragment >= 0 && fragment < Plan.Fragments.Count
        ? fragment
        : throw CompiledCircuit.NoFragment(fragment, Plan.Fragments.Count);

    private EstimatorQuery[] Queries(ReadOnlySpan<double> features, ReadOnlySpan<double> weights, ReadOnlySpan<double> values)
    {
        int featureCount = Plan.Circuit.FeatureCount;
        CompiledCircuit.CheckInputs(featureCount, Plan.Circuit.WeightCount, features, weights, values);
        double[] shared = weights.ToArray();
        var queries = new EstimatorQuery[values.Length];
        for (int sample = 0; sample < queries.Length; sample++)
        {
            queries[sample] = new((ulong)sample, features.Slice(sample * featureCount, featureCount).ToArray(), shared);
        }

        return queries;
    }
}
