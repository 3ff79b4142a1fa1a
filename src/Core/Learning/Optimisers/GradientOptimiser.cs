namespace CutAwareQnn.Learning;

/// <summary>An optimiser that needs nothing but the gradient at the current weights.</summary>
/// <typeparam name="TState">Its memory.</typeparam>
/// <param name="LearningRate">Step size, above 0.</param>
public abstract record GradientOptimiser<TState>(double LearningRate) : Optimiser(LearningRate)
    where TState : OptimiserState
{
    /// <summary>Takes one step and returns the new weights and the new memory.</summary>
    /// <param name="weights">The current weights; not changed.</param>
    /// <param name="gradient">The derivatives of the loss at these weights.</param>
    /// <param name="state">The memory; not changed.</param>
    /// <param name="factor">The schedule's factor on the learning rate.</param>
    public abstract (double[] Weights, TState State) Step(double[] weights, double[] gradient, TState state, double factor = 1);

    /// <inheritdoc/>
    public sealed override OptimiserStep Step(double[] weights, OptimiserState state, IReadOnlyList<LossPoint> losses, double factor)
    {
        double[] gradient = losses[0].Gradient!;
        (double[] next, TState memory) = Step(weights, gradient, Own<TState>(state), factor);
        return new(next, memory, gradient);
    }
}
