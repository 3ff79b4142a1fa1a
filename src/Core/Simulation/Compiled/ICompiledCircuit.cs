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

    /// <summary>The first observable, one letter per qubit.</summary>
    static abstract PauliSum Observable { get; }

    /// <summary>All observables, in the order declared.</summary>
    static virtual EquatableArray<PauliSum> Observables => EquatableArray<PauliSum>.Of(TSelf.Observable);

    /// <summary>The default partition; one label for all qubits if none was declared.</summary>
    static abstract PartitionLabels Partition { get; }

    /// <summary>
    /// The plan of the default partition, or of the cuts declared by position, for the first observable; made at first use.
    /// </summary>
    static abstract CutPlan Plan { get; }

    /// <summary>The generated code of the plan; null where cut queries are interpreted.</summary>
    static virtual CompiledCut? CompiledCut => null;

    /// <summary>Evaluates the uncut expectation values for a batch of samples.</summary>
    /// <param name="features">[sample][feature], radians or as the feature map scales them.</param>
    /// <param name="weights">One weight vector, shared by all samples; radians.</param>
    /// <param name="values">Receives [sample][observable], dimensionless; its length gives the number of samples.</param>
    /// <exception cref="CircuitException">A span does not have its length, or a number is not finite.</exception>
    static abstract void Evaluate(ReadOnlySpan<double> features, ReadOnlySpan<double> weights, Span<double> values);

    /// <summary>Evaluates the uncut expectation values with their gradients for a batch of samples.</summary>
    /// <param name="features">[sample][feature], radians or as the feature map scales them.</param>
    /// <param name="weights">One weight vector, shared by all samples; radians.</param>
    /// <param name="values">Receives [sample][observable], dimensionless; its length gives the number of samples.</param>
    /// <param name="featureGradients">Receives [sample][observable][feature].</param>
    /// <param name="weightGradients">Receives [sample][observable][weight], per radian.</param>
    /// <exception cref="CircuitException">A span does not have its length, or a number is not finite.</exception>
    static abstract void EvaluateWithGradient(
        ReadOnlySpan<double> features,
        ReadOnlySpan<double> weights,
        Span<double> values,
        Span<double> featureGradients,
        Span<double> weightGradients);
}
