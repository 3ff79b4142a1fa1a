using Xunit;

namespace CutAwareQnn.Unit.Simulation;

/// <summary>Pearson's test at a false-alarm rate of 1e-6 per call; with a fixed seed a call that passes passes for ever.</summary>
internal static class ChiSquare
{
    private const double NormalQuantile = 4.753; // of 1 - 1e-6
    private const double LeastExpected = 5;

    /// <param name="counts">Observed, one a category.</param>
    /// <param name="probabilities">Expected shares, one a category, summing to 1; neighbours are merged up to 5 expected counts.</param>
    /// <param name="subject">What is tested, for the message.</param>
    public static void AssertFits(ReadOnlySpan<long> counts, ReadOnlySpan<double> probabilities, string subject)
    {
        long total = 0;
        foreach (long count in counts) total += count;
        double statistic = 0, expected = 0, observed = 0, restExpected = total, restObserved = total;
        int bins = 1;
        for (int i = 0; i < counts.Length; i++)
        {
            expected += total * probabilities[i];
            observed += counts[i];
            if (expected < LeastExpected || restExpected - expected < LeastExpected) continue;
            statistic += (observed - expected) * (observed - expected) / expected;
            restExpected -= expected;
            restObserved -= observed;
            expected = observed = 0;
            bins++;
        }

        statistic += (restObserved - restExpected) * (restObserved - restExpected) / restExpected;
        if (bins == 1)
        {
            // One bin holds all: what lies outside is expected less than 5 times; 30 is beyond 1e-6 for such a Poisson count.
            Assert.True(total - counts.ToArray().Max() < 30, $"{subject}: nearly all counts should be in one category");
            return;
        }

        // Wilson and Hilferty 1931: (χ²/d)^(1/3) is nearly normal with mean 1 - 2/9d and variance 2/9d.
        double d = bins - 1;
        double threshold = d * Math.Pow(1 - (2 / (9 * d)) + (NormalQuantile * Math.Sqrt(2 / (9 * d))), 3);
        Assert.True(statistic <= threshold, $"{subject}: χ² = {statistic:F1} on {d} degrees of freedom is above {threshold:F1}");
    }
}
