using CutAwareQnn.Lowering;

namespace CutAwareQnn.Estimation;

/// <summary>
/// The estimated variance of the mean of ±1 outcomes: (1 - m̃²)/n with the mean shrunk as if half an outcome more of either sign had been
/// seen (Jeffreys' prior, Beta(½, ½)), so that it is never 0.
/// </summary>
/// <remarks>
/// Agresti and Coull's four outcomes are made for an interval around the shrunk mean. Here the mean stays unbiased, and with them the
/// interval of a value of 0.98 from 10 circuits of 1,000 shots covered in 98.8 % of 2,000 repetitions instead of 96.6 %.
/// </remarks>
internal static class SampleVariance
{
    /// <summary>Outcomes added, half of either sign.</summary>
    public const double Shrinkage = 1;

    /// <summary>Returns the law for a number of shots; a result known beforehand, with no shots, has none.</summary>
    public static MeanNoise Noise(long shots)
    {
        if (shots == 0)
        {
            return default;
        }

        double shrink = shots / (shots + Shrinkage);
        return new(1.0 / shots, shrink * shrink / shots);
    }

    /// <summary>Computes the variance of one mean.</summary>
    public static double OfMean(double mean, long shots)
    {
        MeanNoise noise = Noise(shots);
        return noise.Constant - (noise.Slope * mean * mean);
    }
}
