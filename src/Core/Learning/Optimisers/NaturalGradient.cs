using MathNet.Numerics.LinearAlgebra;

namespace CutAwareQnn.Learning;

/// <summary>
/// Quantum natural gradient: <c>θ ← θ - η (g + λ)⁻¹ ∇L</c> with the block-diagonal Fubini–Study metric g of the circuit's states, the
/// mean over the samples. The weights of a classical layer follow the plain gradient.
/// </summary>
/// <param name="LearningRate">Step size η, above 0.</param>
/// <param name="Regularisation">λ, above 0, as the metric of most circuits is singular.</param>
/// <remarks>Stokes, Izaac, Killoran and Carleo 2020, Quantum 4, 269, arXiv:1909.02108, section 3.</remarks>
public sealed record NaturalGradient(double LearningRate, double Regularisation = 1e-3) : Optimiser(LearningRate)
{
    /// <summary>λ, above 0.</summary>
    public double Regularisation { get; } = OptimiserRange.Positive(Regularisation, "regularisation of the metric");

    /// <inheritdoc/>
    public override bool WantsMetric => true;

    /// <inheritdoc/>
    public override StepState Start(int weightCount) => new(0);

    /// <inheritdoc/>
    public override OptimiserStep Step(double[] weights, OptimiserState state, IReadOnlyList<LossPoint> losses, double factor)
    {
        int step = Own<StepState>(state).StepCount;
        double[] gradient = losses[0].Gradient!;
        double[,] metric = losses[0].Metric!;
        int quantumCount = metric.GetLength(0);
        double[] direction = [.. gradient];
        if (quantumCount > 0)
        {
            Matrix<double> regular = Matrix<double>.Build.DenseOfArray(metric);
            regular += Regularisation * Matrix<double>.Build.DenseIdentity(quantumCount);
            regular.Cholesky().Solve(Vector<double>.Build.Dense(gradient[..quantumCount])).ToArray().CopyTo(direction, 0);
        }

        return new([.. weights.Select((w, i) => w - (factor * LearningRate * direction[i]))], new StepState(step + 1), gradient);
    }
}
