using CutAwareQnn.Circuits;
using CutAwareQnn.Lowering;

namespace CutAwareQnn.Simulation;

/// <summary>
/// The uncut expectation value of a circuit by its lowered program: what generated code is compared with, and what takes its place
/// where a circuit is too long to be printed. Where even the program would be too long, state vectors do.
/// </summary>
public sealed class InterpretedCircuit
{
    // About 100 MB of steps while they are written.
    private const int StepBudget = 500_000;

    private readonly ProgramInterpreter? _interpreter;

    /// <summary>Lowers a circuit with its observable.</summary>
    /// <exception cref="CircuitException">The observable has another number of qubits than the circuit.</exception>
    public InterpretedCircuit(Circuit circuit, PauliSum observable)
    {
        Circuit = circuit;
        Observable = observable;
        _interpreter = CircuitLowering.TryExpectation(circuit, observable, StepBudget) is { } program ? new(program) : null;
    }

    /// <summary>The circuit.</summary>
    public Circuit Circuit { get; }

    /// <summary>The observable.</summary>
    public PauliSum Observable { get; }

    /// <summary>The program that is run; null where state vectors take its place, for a dynamic circuit or a long one.</summary>
    public Program? Program => _interpreter?.Program;

    /// <summary>Evaluates the expectation value for a batch of samples.</summary>
    /// <param name="features">[sample][feature], of the circuit's feature count.</param>
    /// <param name="weights">One weight vector, shared by all samples.</param>
    /// <param name="values">Receives one value a sample, dimensionless; its length is the number of samples.</param>
    /// <exception cref="CircuitException">A span does not have its length.</exception>
    public void Evaluate(ReadOnlySpan<double> features, ReadOnlySpan<double> weights, Span<double> values)
    {
        CompiledCircuit.CheckInputs(Circuit.FeatureCount, Circuit.WeightCount, features, weights, values);
        if (_interpreter is not null)
        {
            _interpreter.Evaluate(
                new() { Features = features, FeatureStride = Circuit.FeatureCount, Weights = weights, Count = values.Length }, values);
            return;
        }

        for (int sample = 0; sample < values.Length; sample++)
        {
            ReadOnlySpan<double> own = features.Slice(sample * Circuit.FeatureCount, Circuit.FeatureCount);
            values[sample] = CircuitSimulator.Expectation(Circuit, own, weights, Observable);
        }
    }
}
