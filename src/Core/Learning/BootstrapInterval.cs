using CutAwareQnn.Circuits;
using CutAwareQnn.Simulation;

namespace CutAwareQnn.Learning;

/// <summary>The median of a few numbers, and how far it would move if other numbers had been drawn.</summary>
/// <param name="Median">Their median.</param>
/// <param name="Lower">The 2.5th percentile of the medians of resamples.</param>
/// <param name="Upper">The 97.5th percentile.</param>
/// <remarks>Percentile bootstrap: Efron and Tibshirani 1993, An Introduction to the Bootstrap, chapter 13.</remarks>
public sealed record BootstrapInterval(double Median, double Lower, double Upper)
{
    private const int ResampleCount = 10_000;
    private const ulong ResampleStream = 0x424F_4F54;

    /// <summary>Creates the median with its 95 % interval; the same numbers give the same interval.</summary>
    /// <param name="values">At least one, finite.</param>
    /// <exception cref="CircuitException">No numbers.</exception>
    public static BootstrapInterval Of(IReadOnlyList<double> values)
    {
        double median = MedianOf(values);
        double[] medians = new double[ResampleCount];
        double[] resample = new double[values.Count];
        var random = new CounterRandom(0, ResampleStream, (ulong)values.Count);
        for (int r = 0; r < medians.Length; r++)
        {
            for (int i = 0; i < resample.Length; i++)
            {
                resample[i] = values[random.NextInt32(values.Count)];
            }

            medians[r] = SortedMedian(resample);
        }

        Array.Sort(medians);
        return new(median, medians[ResampleCount / 40], medians[ResampleCount - 1 - (ResampleCount / 40)]);
    }

    /// <summary>Computes the number in the middle, or the mean of the two there.</summary>
    /// <param name="values">At least one, finite; in any order.</param>
    /// <exception cref="CircuitException">No numbers.</exception>
    public static double MedianOf(IEnumerable<double> values)
    {
        double[] sorted = [.. values];
        return sorted.Length > 0
            ? SortedMedian(sorted)
            : throw new CircuitException("the median of no numbers does not exist; give at least one");
    }

    // Sorts what it is given.
    private static double SortedMedian(double[] values)
    {
        Array.Sort(values);
        return 0.5 * (values[(values.Length - 1) / 2] + values[values.Length / 2]);
    }
}
