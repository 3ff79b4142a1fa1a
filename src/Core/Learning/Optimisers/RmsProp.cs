namespace CutAwareQnn.Learning;

/// <summary>
/// RMSProp: <c>s ← ρ s + (1 - ρ) g²</c>, <c>θ ← θ - η g/(√s + ε)</c>. Tieleman and Hinton 2012, "Neural Networks for
/// Machine Learning", lecture 6e.
/// </summary>
/// <param name="LearningRate">Step size η, above 0.</param>
/// <param name="Decay">ρ, in [0, 1).</param>
/// <param name="Epsilon">Term added to the root, above 0.</param>
public sealed record RmsProp(double LearningRate, double Decay = 0.9, double Epsilon = 1e-8) : GradientOptimiser<RmsPropState>(LearningRate)
{
    /// <summary>ρ, in [0, 1).</summary>
    public double Decay { get; } = OptimiserRange.Decay(Decay, "decay of RMSProp");

    /// <summary>Term added to the root, above 0.</summary>
    public double Epsilon { get; } = OptimiserRange.Positive(Epsilon, "epsilon of RMSProp");

    /// <inheritdoc/>
    public override RmsPropState Start(int weightCount) => new(0, new double[weightCount]);

    /// <inheritdoc/>
    public override (double[] Weights, RmsPropState State) Step(double[] weights, double[] gradient, RmsPropState state, double factor = 1)
    {
        double[] squares = new double[weights.Length];
        double[] next = new double[weights.Length];
        for (int i = 0; i < weights.Length; i++)
        {
            squares[i] = (Decay * state.Squares[i]) + ((1 - Decay) * gradient[i] * gradient[i]);
            next[i] = weights[i] - (factor * LearningRate * gradient[i] / (Math.Sqrt(squares[i]) + Epsilon));
        }

        return (next, new(state.StepCount + 1, squares));
    }
}
