namespace CutAwareQnn.Learning;

/// <summary>The Adam optimiser. Kingma and Ba 2015, arXiv:1412.6980, Algorithm 1.</summary>
/// <param name="LearningRate">Step size α, above 0.</param>
/// <param name="Beta1">Decay of the first moment, in [0, 1).</param>
/// <param name="Beta2">Decay of the second moment, in [0, 1).</param>
/// <param name="Epsilon">Term added to the root of the second moment, above 0.</param>
public record Adam(double LearningRate, double Beta1 = 0.9, double Beta2 = 0.999, double Epsilon = 1e-8)
    : GradientOptimiser<AdamState>(LearningRate)
{
    /// <summary>Decay of the first moment, in [0, 1).</summary>
    public double Beta1 { get; } = OptimiserRange.Decay(Beta1, "decay of Adam's first moment");

    /// <summary>Decay of the second moment, in [0, 1).</summary>
    public double Beta2 { get; } = OptimiserRange.Decay(Beta2, "decay of Adam's second moment");

    /// <summary>Term added to the root of the second moment, above 0.</summary>
    public double Epsilon { get; } = OptimiserRange.Positive(Epsilon, "epsilon of Adam");

    /// <inheritdoc/>
    public override AdamState Start(int weightCount) => new(0, new double[weightCount], new double[weightCount], 1, 1);

    /// <inheritdoc/>
    public override (double[] Weights, AdamState State) Step(double[] weights, double[] gradient, AdamState state, double factor = 1)
    {
        double power1 = state.Beta1Power * Beta1;
        double power2 = state.Beta2Power * Beta2;
        double[] first = new double[weights.Length];
        double[] second = new double[weights.Length];
        double[] next = new double[weights.Length];
        double rate = factor * LearningRate;
        for (int i = 0; i < weights.Length; i++)
        {
            first[i] = (Beta1 * state.First[i]) + ((1 - Beta1) * gradient[i]);
            second[i] = (Beta2 * state.Second[i]) + ((1 - Beta2) * gradient[i] * gradient[i]);
            next[i] = weights[i] - (rate * (first[i] / (1 - power1)) / (Math.Sqrt(second[i] / (1 - power2)) + Epsilon));
        }

        return (next, new(state.StepCount + 1, first, second, power1, power2));
    }
}
