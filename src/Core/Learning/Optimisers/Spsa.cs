using CutAwareQnn.Circuits;
using CutAwareQnn.Simulation;

namespace CutAwareQnn.Learning;

/// <summary>
/// Simultaneous perturbation: two losses per step, at weights moved by ±c along random signs Δ, for any number of weights. After k
/// steps <c>ĝ_i = (L(θ + c_k Δ) - L(θ - c_k Δ)) / (2 c_k Δ_i)</c>, <c>c_k = c/(k + 1)^γ</c>, and the step size is
/// <c>a/(k + 1 + A)^α</c>.
/// </summary>
/// <param name="LearningRate">a, above 0.</param>
/// <param name="Perturbation">c, above 0.</param>
/// <param name="Seed">Keys the signs.</param>
/// <param name="Stability">A, at least 0; often a tenth of the number of steps.</param>
/// <param name="StepExponent">α, at least 0.</param>
/// <param name="PerturbationExponent">γ, at least 0.</param>
/// <remarks>Spall 1998, IEEE Transactions on Aerospace and Electronic Systems 34, 817, whose α and γ are the defaults.</remarks>
public sealed record Spsa(
    double LearningRate,
    double Perturbation = 0.1,
    ulong Seed = 0,
    double Stability = 0,
    double StepExponent = 0.602,
    double PerturbationExponent = 0.101) : Optimiser(LearningRate)
{
    private const ulong SignStream = 0x5350_5341;

    /// <summary>c, above 0.</summary>
    public double Perturbation { get; } = OptimiserRange.Positive(Perturbation, "perturbation of SPSA");

    /// <summary>A, at least 0.</summary>
    public double Stability { get; } = OptimiserRange.NotNegative(Stability, "stability of SPSA");

    /// <summary>α, at least 0.</summary>
    public double StepExponent { get; } = OptimiserRange.NotNegative(StepExponent, "exponent of SPSA's step size");

    /// <summary>γ, at least 0.</summary>
    public double PerturbationExponent { get; } =
        OptimiserRange.NotNegative(PerturbationExponent, "exponent of SPSA's perturbation");

    /// <inheritdoc/>
    public override bool WantsGradient => false;

    /// <inheritdoc/>
    public override StepState Start(int weightCount) => new(0);

    /// <inheritdoc/>
    public override IReadOnlyList<double[]> Points(double[] weights, OptimiserState state)
    {
        double size = PerturbationAt(state.StepCount);
        double[] signs = Signs(weights.Length, state.StepCount);
        return [[.. weights.Select((w, i) => w + (size * signs[i]))], [.. weights.Select((w, i) => w - (size * signs[i]))]];
    }

    /// <inheritdoc/>
    public override OptimiserStep Step(double[] weights, OptimiserState state, IReadOnlyList<LossPoint> losses, double factor)
    {
        int step = Own<StepState>(state).StepCount;
        double slope = (losses[0].Value - losses[1].Value) / (2 * PerturbationAt(step));
        double rate = factor * LearningRate / Power(step + 1 + Stability, StepExponent);

        // Δ_i = 1/Δ_i for signs.
        double[] gradient = Array.ConvertAll(Signs(weights.Length, step), sign => slope * sign);
        return new([.. weights.Select((w, i) => w - (rate * gradient[i]))], new StepState(step + 1), gradient);
    }

    private static double Power(double value, double exponent) => Elementary.Exp(exponent * Elementary.Log(value));

    private double PerturbationAt(int step) => Perturbation / Power(step + 1, PerturbationExponent);

    private double[] Signs(int count, int step)
    {
        var random = new CounterRandom(Seed, SignStream, (ulong)step);
        double[] signs = new double[count];
        for (int i = 0; i < count; i++)
        {
            signs[i] = random.NextUInt64() >> 63 == 0 ? 1 : -1;
        }

        return signs;
    }
}
