namespace CutAwareQnn.Learning;

/// <summary>An optimiser that needs the gradient at the weights and nothing else.</summary>
/// <typeparam name="TState">Its memory.</typeparam>
/// <param name="LearningRate">Step size, above 0.</param>
public abstract record GradientOptimiser<TState>(double LearningRate) : Optimiser(LearningRate)
    where TState : OptimiserState
{
    /// <summary>One step: the new weights and the new memory.</summary>
    /// <param name="weights">The weights now; left alone.</param>
    /// <param name="gradient">The loss's derivatives there.</param>
    /// <param name="state">The memory; left alone.</param>
    /// <param name="factor">What the learning rate is multiplied by.</param>
    public abstract (double[] Weights, TState State) Step(double[] weights, double[] gradient, TState state, double factor = 1);

    /// <inheritdoc/>
    public sealed override OptimiserStep Step(double[] weights, OptimiserState state, IReadOnlyList<LossPoint> losses, double factor)
    {
        double[] gradient = losses[0].Gradient!;
        (double[] next, TState memory) = Step(weights, gradient, Own<TState>(state), factor);
        return new(next, memory, gradient);
    }
}
