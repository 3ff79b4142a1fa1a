using System.Globalization;
using CutAwareQnn.Circuits;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Factorization;

namespace CutAwareQnn.Learning;

/// <summary>
/// Principal component analysis: replaces features by their coordinates along the directions of largest variance of the samples to which
/// it was fitted.
/// </summary>
/// <remarks>
/// The directions are eigenvectors of the covariance, or follow from those of the samples' inner products where there are fewer samples
/// than features. The entry of largest magnitude of each direction is positive.
/// </remarks>
public sealed class PrincipalComponents
{
    // Directions along which the samples vary by less than rounding have no meaning.
    private const double RankTolerance = 1e-12;

    // The sum of the squares of a million features at this distance is finite.
    private const double LargestDistance = 1e150;

    private readonly double[] _mean;
    private readonly double[][] _directions;

    private PrincipalComponents(double[] mean, double[][] directions, double[] variances, double totalVariance)
    {
        _mean = mean;
        _directions = directions;
        Variances = variances;
        TotalVariance = totalVariance;
    }

    /// <summary>The variance along each direction, largest first, with the number of samples less one as the divisor.</summary>
    public IReadOnlyList<double> Variances { get; }

    /// <summary>The sum of the variances of all features.</summary>
    public double TotalVariance { get; }

    /// <summary>The directions, which are orthonormal, with one coefficient per feature.</summary>
    public IReadOnlyList<IReadOnlyList<double>> Directions => _directions;

    /// <summary>Fits directions to samples.</summary>
    /// <param name="samples">At least two, with finite features; the labels are not used.</param>
    /// <param name="count">Number of directions, from 1 to the rank of the centred samples.</param>
    /// <exception cref="DatasetException">
    /// The samples vary along fewer directions, a feature is not finite, or a variance is beyond double precision.
    /// </exception>
    public static PrincipalComponents Fit(IReadOnlyList<LabelledSample> samples, int count)
    {
        if (samples.Count < 2)
        {
            throw new DatasetException($"principal components were requested of {Counted.Of(samples.Count, "sample")}; give at least 2");
        }

        int featureCount = samples[0].Features.Length;
        double[] mean = [.. Enumerable.Range(0, featureCount).Select(i => samples.Sum(s => s.Features[i]) / samples.Count)];
        double unit = Unit(samples, mean);
        Matrix<double> centred = Matrix<double>.Build.Dense(
            samples.Count, featureCount, (s, i) => (samples[s].Features[i] - mean[i]) / unit);
        bool isWide = samples.Count < featureCount;
        Matrix<double> square = isWide ? centred * centred.Transpose() : centred.Transpose() * centred;
        Evd<double> evd = square.Evd(Symmetricity.Symmetric);
        double[] eigenvalues = [.. evd.EigenValues.Select(e => e.Real)];
        int[] order = [.. Enumerable.Range(0, eigenvalues.Length).OrderByDescending(k => eigenvalues[k])];
        int rank = order.Count(k => eigenvalues[k] > RankTolerance * eigenvalues[order[0]]);
        if (count < 1 || count > rank)
        {
            throw new DatasetException(
                $"{Counted.Of(count, "principal component", "was", "were")} requested but {samples.Count} training samples vary along "
                + $"{Counted.Of(rank, "direction")}; {(rank == 0 ? "give samples that differ" : $"request 1 to {rank}")}");
        }

        double[][] directions = [.. order.Take(count).Select(k =>
        {
            Vector<double> vector = evd.EigenVectors.Column(k);
            return Oriented((isWide ? centred.TransposeThisAndMultiply(vector) : vector).Normalize(2).ToArray());
        })];
        double scale = unit * unit / (samples.Count - 1);
        return new(mean, directions, [.. order.Take(count).Select(k => eigenvalues[k] * scale)], square.Trace() * scale);
    }

    /// <summary>Returns the coordinates of a feature vector along the directions, measured from the mean of the fitted samples.</summary>
    /// <exception cref="DatasetException">A coordinate is beyond double precision.</exception>
    public double[] Apply(double[] features)
    {
        double[] coordinates = new double[_directions.Length];
        for (int k = 0; k < coordinates.Length; k++)
        {
            for (int i = 0; i < features.Length; i++)
            {
                coordinates[k] += _directions[k][i] * (features[i] - _mean[i]);
            }

            if (!double.IsFinite(coordinates[k]))
            {
                throw new DatasetException(
                    $"a sample has no finite coordinate along principal component {k}; divide the features by a constant");
            }
        }

        return coordinates;
    }

    /// <summary>Replaces the features of every sample of both parts by their coordinates.</summary>
    public DataSplit Apply(DataSplit split) => split.Select(Apply);

    // The largest distance from the mean, a power of two: dividing by it keeps squares within range and changes no other bit.
    private static double Unit(IReadOnlyList<LabelledSample> samples, double[] mean)
    {
        double largest = 0;
        for (int i = 0; i < mean.Length; i++)
        {
            foreach (LabelledSample sample in samples)
            {
                double distance = Math.Abs(sample.Features[i] - mean[i]);
                if (!(distance <= LargestDistance))
                {
                    throw new DatasetException(string.Create(
                        CultureInfo.InvariantCulture,
                        $"feature {i} of a sample is {sample.Features[i]}, further than {LargestDistance} from the mean, and its "
                        + $"square has no finite "
                        + $"value; divide the features by a constant"));
                }

                largest = Math.Max(largest, distance);
            }
        }

        return largest > 0 ? Math.ScaleB(1, Math.ILogB(largest)) : 1;
    }

    private static double[] Oriented(double[] direction)
    {
        double largest = direction.MaxBy(Math.Abs);
        return largest < 0 ? Array.ConvertAll(direction, x => -x) : direction;
    }
}
