using CutAwareQnn.Circuits;
using CutAwareQnn.Lowering;

namespace CutAwareQnn.Simulation;

/// <summary>
/// The uncut expectation values of a circuit by its lowered program: what generated code is compared with, and what takes its place
/// where a circuit is too long to be printed. Where even the program would be too long, state vectors do.
/// </summary>
public sealed class InterpretedCircuit
{
    // About 100 MB of steps while they are written.
    private const int StepBudget = 500_000;

    // Its derivatives take three to five times as many.
    private const int GradientStepBudget = 100_000;

    private readonly ProgramInterpreter? _interpreter;
    private readonly Lazy<StateExpectation[]> _states;
    private readonly Lazy<InterpretedGradient> _gradient;

    /// <summary>Lowers a circuit with its observable.</summary>
    /// <exception cref="CircuitException">The observable has another number of qubits than the circuit.</exception>
    public InterpretedCircuit(Circuit circuit, PauliSum observable)
        : this(circuit, EquatableArray<PauliSum>.Of(observable))
    {
    }

    /// <summary>Lowers a circuit with several observables.</summary>
    /// <param name="circuit">The circuit.</param>
    /// <param name="observables">At least one.</param>
    /// <exception cref="CircuitException">An observable has another number of qubits than the circuit.</exception>
    public InterpretedCircuit(Circuit circuit, EquatableArray<PauliSum> observables)
    {
        Circuit = circuit;
        Observables = observables;
        _interpreter = CircuitLowering.TryExpectations(circuit, observables, StepBudget) is { } program ? new(program) : null;
        _states = new(() => [.. observables.Select(o => new StateExpectation(circuit, o))]);
        _gradient = new(() => InterpretedGradient.Of(circuit, observables, Program?.Steps.Count <= GradientStepBudget ? Program : null));
    }

    /// <summary>The circuit.</summary>
    public Circuit Circuit { get; }

    /// <summary>The first observable.</summary>
    public PauliSum Observable => Observables[0];

    /// <summary>All observables.</summary>
    public EquatableArray<PauliSum> Observables { get; }

    /// <summary>The program that is run; null where state vectors take its place, for a dynamic circuit or a long one.</summary>
    public Program? Program => _interpreter?.Program;

    /// <summary>Evaluates the expectation values for a batch of samples.</summary>
    /// <param name="features">[sample][feature], of the circuit's feature count.</param>
    /// <param name="weights">One weight vector, shared by all samples.</param>
    /// <param name="values">Receives [sample][observable], dimensionless; its length gives the number of samples.</param>
    /// <exception cref="CircuitException">A span does not have its length.</exception>
    public void Evaluate(ReadOnlySpan<double> features, ReadOnlySpan<double> weights, Span<double> values)
    {
        int count = CompiledCircuit.CheckInputs(
            Circuit.FeatureCount, Circuit.WeightCount, Observables.Count, features, weights, values);
        if (_interpreter is not null)
        {
            _interpreter.Evaluate(
                new() { Features = features, FeatureStride = Circuit.FeatureCount, Weights = weights, Count = count }, values);
            return;
        }

        for (int i = 0; i < values.Length; i++)
        {
            ReadOnlySpan<double> own = features.Slice(i / Observables.Count * Circuit.FeatureCount, Circuit.FeatureCount);
            values[i] = _states.Value[i % Observables.Count].Evaluate(own, weights);
        }
    }

    /// <summary>Evaluates the expectation values with their gradients for a batch of samples.</summary>
    /// <param name="features">[sample][feature], of the circuit's feature count.</param>
    /// <param name="weights">One weight vector, shared by all samples.</param>
    /// <param name="values">Receives [sample][observable], dimensionless; its length gives the number of samples.</param>
    /// <param name="featureGradients">Receives [sample][observable][feature].</param>
    /// <param name="weightGradients">Receives [sample][observable][weight], per radian.</param>
    /// <exception cref="CircuitException">A span does not have its length, or the circuit measures, resets or branches.</exception>
    public void EvaluateWithGradient(
        ReadOnlySpan<double> features,
        ReadOnlySpan<double> weights,
        Span<double> values,
        Span<double> featureGradients,
        Span<double> weightGradients)
    {
        Evaluate(features, weights, values);
        CompiledCircuit.CheckGradients(Circuit.FeatureCount, Circuit.WeightCount, values, featureGradients, weightGradients);
        _gradient.Value.Evaluate(features, weights, values.Length / Observables.Count, featureGradients, weightGradients);
    }
}
