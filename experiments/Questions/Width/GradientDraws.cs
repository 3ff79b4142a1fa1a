using CutAwareQnn.Estimation;
using CutAwareQnn.Learning;
using CutAwareQnn.Simulation;

namespace CutAwareQnn.Experiments;

/// <summary>The derivatives of a circuit's value by its weights, at weights drawn at random.</summary>
/// <param name="Variance">Mean over draws and weights of the squared derivative; the mean derivative is 0.</param>
/// <param name="Median">Median over draws of the mean over weights of the squared derivative: what one meets.</param>
internal sealed record GradientDraws(double Variance, double Median)
{
    private const ulong DrawStream = 0x4752_4144;

    // A batch of SIMD lanes.
    private const int ChunkSize = 32;

    /// <summary>Measures.</summary>
    /// <param name="estimator">Gives the values.</param>
    /// <param name="features">[sample][feature]; draw d takes sample d modulo their number.</param>
    /// <param name="weightCount">Weights of the circuit, each uniform in [-π, π).</param>
    /// <param name="drawCount">Draws, at least 1.</param>
    /// <param name="seed">Keys the draws.</param>
    /// <param name="cancellationToken">Looked at between chunks of draws.</param>
    public static GradientDraws Measure(
        IEstimator estimator,
        IReadOnlyList<double[]> features,
        int weightCount,
        int drawCount,
        ulong seed,
        CancellationToken cancellationToken)
    {
        double[] squares = new double[drawCount];
        for (int first = 0; first < drawCount; first += ChunkSize)
        {
            cancellationToken.ThrowIfCancellationRequested();
            EstimatorQuery[] queries = [.. Enumerable.Range(first, Math.Min(ChunkSize, drawCount - first)).Select(d =>
                new EstimatorQuery((ulong)d, features[d % features.Count], Weights(weightCount, seed, d)))];
            IReadOnlyList<Estimate> answers = estimator.Estimate(queries, new(GradientMethod.Adjoint, GradientTargets.Weights));
            for (int i = 0; i < queries.Length; i++)
            {
                squares[first + i] = MeanSquare(answers[i].Gradient!.Weights);
            }
        }

        return new(squares.Average(), BootstrapInterval.MedianOf(squares));
    }

    private static double[] Weights(int count, ulong seed, int draw)
    {
        var random = new CounterRandom(seed, DrawStream, (ulong)draw);
        double[] weights = new double[count];
        for (int i = 0; i < count; i++)
        {
            weights[i] = Math.PI * ((2 * random.NextDouble()) - 1);
        }

        return weights;
    }

    private static double MeanSquare(double[] derivatives) => derivatives.Sum(g => g * g) / derivatives.Length;
}
