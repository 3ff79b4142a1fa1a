namespace CutAwareQnn.Estimation;

/// <summary>The estimated variance of the mean of ±1 outcomes.</summary>
internal static class SampleVariance
{
    /// <summary>
    /// (1 - m̃²)/n with the mean shrunk as if two more outcomes of either sign had been seen, so that it is never 0.
    /// Agresti and Coull 1998, The American Statistician 52, 119.
    /// </summary>
    public static double OfMean(double mean, long shots)
    {
        if (shots == 0)
        {
            return 0;
        }

        double shrunk = mean * shots / (shots + 4.0);
        return (1 - (shrunk * shrunk)) / shots;
    }
}
