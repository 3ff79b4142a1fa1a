using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Factorization;

namespace CutAwareQnn.Learning;

/// <summary>
/// Principal component analysis: features replaced by their coordinates along the directions of largest variance of the samples that
/// it was fitted to.
/// </summary>
/// <remarks>
/// From the eigenvectors of the covariance, or of the samples' inner products where there are fewer samples than features. Each
/// direction points so that its entry of largest magnitude is positive.
/// </remarks>
public sealed class PrincipalComponents
{
    // Directions along which the samples vary by less than rounding have no meaning.
    private const double RankTolerance = 1e-12;

    private readonly double[] _mean;
    private readonly double[][] _directions;

    private PrincipalComponents(double[] mean, double[][] directions, double[] variances, double totalVariance)
    {
        _mean = mean;
        _directions = directions;
        Variances = variances;
        TotalVariance = totalVariance;
    }

    /// <summary>The variance along each direction, largest first; divided by the number of samples less one.</summary>
    public IReadOnlyList<double> Variances { get; }

    /// <summary>The sum of the variances of all features.</summary>
    public double TotalVariance { get; }

    /// <summary>The directions: orthonormal, one coefficient a feature.</summary>
    public IReadOnlyList<IReadOnlyList<double>> Directions => _directions;

    /// <summary>Fits directions to samples.</summary>
    /// <param name="samples">At least two; only their features count.</param>
    /// <param name="count">Number of directions, from 1 to the rank of the centred samples.</param>
    /// <exception cref="DatasetException">The samples vary along fewer directions.</exception>
    public static PrincipalComponents Fit(IReadOnlyList<LabelledSample> samples, int count)
    {
        int featureCount = samples[0].Features.Length;
        double[] mean = [.. Enumerable.Range(0, featureCount).Select(i => samples.Sum(s => s.Features[i]) / samples.Count)];
        Matrix<double> centred = Matrix<double>.Build.Dense(samples.Count, featureCount, (s, i) => samples[s].Features[i] - mean[i]);
        bool isWide = samples.Count < featureCount;
        Matrix<double> square = isWide ? centred * centred.Transpose() : centred.Transpose() * centred;
        Evd<double> evd = square.Evd(Symmetricity.Symmetric);
        double[] eigenvalues = [.. evd.EigenValues.Select(e => e.Real)];
        int[] order = [.. Enumerable.Range(0, eigenvalues.Length).OrderByDescending(k => eigenvalues[k])];
        int rank = order.Count(k => eigenvalues[k] > RankTolerance * eigenvalues[order[0]]);
        if (count < 1 || count > rank)
        {
            throw new DatasetException(
                $"{count} principal components were asked for but the {samples.Count} training samples vary along {rank} directions; "
                + $"ask for 1 to {rank}");
        }

        double[][] directions = [.. order.Take(count).Select(k =>
        {
            Vector<double> vector = evd.EigenVectors.Column(k);
            return Oriented((isWide ? centred.TransposeThisAndMultiply(vector) : vector).Normalize(2).ToArray());
        })];
        double scale = 1.0 / (samples.Count - 1);
        return new(mean, directions, [.. order.Take(count).Select(k => eigenvalues[k] * scale)], square.Trace() * scale);
    }

    /// <summary>The coordinates of a feature vector along the directions, from the mean of the fitted samples.</summary>
    public double[] Apply(double[] features)
    {
        double[] coordinates = new double[_directions.Length];
        for (int k = 0; k < coordinates.Length; k++)
        {
            for (int i = 0; i < features.Length; i++)
            {
                coordinates[k] += _directions[k][i] * (features[i] - _mean[i]);
            }
        }

        return coordinates;
    }

    /// <summary>The coordinates of every sample of both parts.</summary>
    public DataSplit Apply(DataSplit split) => split.Select(Apply);

    private static double[] Oriented(double[] direction)
    {
        double largest = direction.MaxBy(Math.Abs);
        return largest < 0 ? Array.ConvertAll(direction, x => -x) : direction;
    }
}
