namespace CutAwareQnn.Simulation;

/// <summary>
/// A circuit whose plan the source generator compiled as well: every stage of a cut query has an entry point of its own, so that runs
/// can time them, and a fused form that cannot be timed in parts is next to them.
/// </summary>
/// <typeparam name="TSelf">The annotated class.</typeparam>
/// <remarks>Indices of fragments, slots, tensors and bonds are those of <see cref="ICompiledCircuit{TSelf}.Plan"/>.</remarks>
public interface ICompiledCutCircuit<TSelf> : ICompiledCircuit<TSelf>
    where TSelf : ICompiledCutCircuit<TSelf>
{
    /// <summary>Binds the angles of a fragment (stage generate).</summary>
    /// <param name="fragment">Index of the fragment.</param>
    /// <param name="features">[query][feature].</param>
    /// <param name="weights">One weight vector, shared by all queries.</param>
    /// <param name="count">Number of queries.</param>
    /// <param name="angles">Receives [query][slot], radians.</param>
    static abstract void Bind(
        int fragment, ReadOnlySpan<double> features, ReadOnlySpan<double> weights, int count, Span<double> angles);

    /// <summary>Computes a fragment's tensors from its kets and Gram entries (stage execute).</summary>
    /// <param name="fragment">Index of the fragment.</param>
    /// <param name="angles">[query][slot], radians.</param>
    /// <param name="count">Number of queries.</param>
    /// <param name="tensors">Receives [query][observable][entry], the last leg fastest.</param>
    static abstract void EvaluateFragment(int fragment, ReadOnlySpan<double> angles, int count, Span<double> tensors);

    /// <summary>Computes the derivative of <c>Σ environment·tensor</c> by every slot of a fragment.</summary>
    /// <param name="fragment">Index of the fragment.</param>
    /// <param name="angles">[query][slot], radians.</param>
    /// <param name="count">Number of queries.</param>
    /// <param name="environments">[query][observable][entry].</param>
    /// <param name="gradients">Receives [query][slot], per radian.</param>
    static abstract void BackwardFragment(
        int fragment, ReadOnlySpan<double> angles, int count, ReadOnlySpan<double> environments, Span<double> gradients);

    /// <summary>Contracts exact tensors (stage reconstruct).</summary>
    /// <param name="inputs">[query][input]: the tensors fragment by fragment, then the bonds where they depend on parameters.</param>
    /// <param name="count">Number of queries.</param>
    /// <param name="outputs">Receives [query][value, variance]; the variance is 0.</param>
    static abstract void Contract(ReadOnlySpan<double> inputs, int count, Span<double> outputs);

    /// <summary>Contracts exact tensors with the derivative by every input (stage reconstruct).</summary>
    /// <param name="inputs">As for <see cref="Contract"/>.</param>
    /// <param name="count">Number of queries.</param>
    /// <param name="outputs">Receives [query][value, variance, derivative by each input].</param>
    static abstract void ContractWithEnvironments(ReadOnlySpan<double> inputs, int count, Span<double> outputs);

    /// <summary>Computes the exact value of the cut circuit for a batch of samples, all stages fused.</summary>
    /// <param name="features">[sample][feature].</param>
    /// <param name="weights">One weight vector, shared by all samples; radians.</param>
    /// <param name="values">Receives one value per sample, of the first observable.</param>
    /// <exception cref="Circuits.CircuitException">A span does not have its length.</exception>
    static abstract void EvaluateCut(ReadOnlySpan<double> features, ReadOnlySpan<double> weights, Span<double> values);

    /// <summary>Computes the exact value with its gradient, all stages fused.</summary>
    /// <param name="features">[sample][feature].</param>
    /// <param name="weights">One weight vector, shared by all samples; radians.</param>
    /// <param name="values">Receives one value per sample, of the first observable.</param>
    /// <param name="featureGradients">Receives [sample][feature].</param>
    /// <param name="weightGradients">Receives [sample][weight], per radian.</param>
    /// <exception cref="Circuits.CircuitException">A span does not have its length.</exception>
    static abstract void EvaluateCutWithGradient(
        ReadOnlySpan<double> features,
        ReadOnlySpan<double> weights,
        Span<double> values,
        Span<double> featureGradients,
        Span<double> weightGradients);
}
