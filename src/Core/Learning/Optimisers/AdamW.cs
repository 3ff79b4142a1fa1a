namespace CutAwareQnn.Learning;

/// <summary>
/// Adam with decoupled weight decay: <c>θ ← θ - η (m̂/(√v̂ + ε) + λ θ)</c>. Loshchilov and Hutter 2019, arXiv:1711.05101, Algorithm 2,
/// with the decay multiplied by the learning rate, as in PyTorch.
/// </summary>
/// <param name="LearningRate">Step size η, above 0.</param>
/// <param name="WeightDecay">λ, from 0.</param>
/// <param name="Beta1">Decay of the first moment, in [0, 1).</param>
/// <param name="Beta2">Decay of the second moment, in [0, 1).</param>
/// <param name="Epsilon">Term added to the root of the second moment, above 0.</param>
public sealed record AdamW(
    double LearningRate, double WeightDecay = 0.01, double Beta1 = 0.9, double Beta2 = 0.999, double Epsilon = 1e-8)
    : Adam(LearningRate, Beta1, Beta2, Epsilon)
{
    /// <summary>λ, from 0.</summary>
    public double WeightDecay { get; } = OptimiserRange.NotNegative(WeightDecay, "weight decay");

    /// <inheritdoc/>
    public override (double[] Weights, AdamState State) Step(double[] weights, double[] gradient, AdamState state, double factor = 1)
    {
        (double[] next, AdamState memory) = base.Step(weights, gradient, state, factor);
        double decay = factor * LearningRate * WeightDecay;
        for (int i = 0; i < next.Length; i++)
        {
            next[i] -= decay * weights[i];
        }

        return (next, memory);
    }
}
