using CutAwareQnn.Circuits;
using CutAwareQnn.Cutting;

namespace CutAwareQnn.Simulation;

/// <summary>
/// A circuit that the source generator compiled: what it is, how it is cut by default, and code that evaluates it. All members are
/// static, so generic code over <typeparamref name="TSelf"/> runs the specialised code without reflection.
/// </summary>
/// <typeparam name="TSelf">The annotated class.</typeparam>
public interface ICompiledCircuit<TSelf>
    where TSelf : ICompiledCircuit<TSelf>
{
    /// <summary>The circuit.</summary>
    static abstract Circuit Circuit { get; }

    /// <summary>The observable, a letter a qubit.</summary>
    static abstract PauliSum Observable { get; }

    /// <summary>The default partition; one label for all qubits if none was declared.</summary>
    static abstract PartitionLabels Partition { get; }

    /// <summary>The plan of the default partition; made at first use.</summary>
    static abstract CutPlan Plan { get; }

    /// <summary>Evaluates the uncut expectation value for a batch of samples.</summary>
    /// <param name="features">[sample][feature], radians or as the feature map scales them.</param>
    /// <param name="weights">One weight vector, shared by all samples; radians.</param>
    /// <param name="values">Receives one value a sample, dimensionless; its length is the number of samples.</param>
    /// <exception cref="CircuitException">A span does not have its length.</exception>
    static abstract void Evaluate(ReadOnlySpan<double> features, ReadOnlySpan<double> weights, Span<double> values);
}
