using CutAwareQnn.Lowering;

namespace CutAwareQnn.Estimation;

/// <summary>
/// The estimated variance of the mean of ±1 outcomes: (1 - m̃²)/n with the mean shrunk as if two more outcomes of either sign had been
/// seen, so that it is never 0. Agresti and Coull 1998, The American Statistician 52, 119.
/// </summary>
internal static class SampleVariance
{
    /// <summary>Outcomes added, half of either sign.</summary>
    public const double Shrinkage = 4;

    /// <summary>The law for a number of shots; a result known beforehand, with no shots, has none.</summary>
    public static MeanNoise Noise(long shots)
    {
        if (shots == 0)
        {
            return default;
        }

        double shrink = shots / (shots + Shrinkage);
        return new(1.0 / shots, shrink * shrink / shots);
    }

    /// <summary>The variance of one mean.</summary>
    public static double OfMean(double mean, long shots)
    {
        MeanNoise noise = Noise(shots);
        return noise.Constant - (noise.Slope * mean * mean);
    }
}
