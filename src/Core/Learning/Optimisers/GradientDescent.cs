namespace CutAwareQnn.Learning;

/// <summary>
/// Stochastic gradient descent with momentum: <c>v ← μ v + g</c>, <c>θ ← θ - η v</c>. Polyak 1964, in the form of Sutskever et al. 2013
/// and PyTorch.
/// </summary>
/// <param name="LearningRate">Step size η, above 0.</param>
/// <param name="Momentum">μ, in [0, 1); 0 for plain gradient descent.</param>
public sealed record GradientDescent(double LearningRate, double Momentum = 0) : GradientOptimiser<MomentumState>(LearningRate)
{
    /// <summary>μ, in [0, 1).</summary>
    public double Momentum { get; } = OptimiserRange.Decay(Momentum, "momentum");

    /// <inheritdoc/>
    public override MomentumState Start(int weightCount) => new(0, new double[weightCount]);

    /// <inheritdoc/>
    public override (double[] Weights, MomentumState State) Step(
        double[] weights, double[] gradient, MomentumState state, double factor = 1)
    {
        double[] velocity = new double[weights.Length];
        double[] next = new double[weights.Length];
        for (int i = 0; i < weights.Length; i++)
        {
            velocity[i] = (Momentum * state.Velocity[i]) + gradient[i];
            next[i] = weights[i] - (factor * LearningRate * velocity[i]);
        }

        return (next, new(state.StepCount + 1, velocity));
    }
}
