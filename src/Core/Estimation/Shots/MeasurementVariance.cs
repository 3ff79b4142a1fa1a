using CutAwareQnn.Simulation;

namespace CutAwareQnn.Estimation;

/// <summary>
/// The variance of a sum of a fragment's means, weighted with their derivatives g: readings of one variant come from the same shots, so
/// <c>Σ_ab g_a g_b (E[r_a r_b] - E[r_a] E[r_b])/n</c>, and r_a r_b is again a parity, whose mean is a moment.
/// </summary>
/// <remarks>
/// Estimated laws are shrunk as if one more outcome had been seen, spread evenly over all: every moment is multiplied by n/(n + 1), and
/// no variance is 0 unless nothing depends on the variant. For a single reading this is <see cref="SampleVariance"/>, Jeffreys' prior.
/// FORMULAS section 6.
/// </remarks>
internal static class MeasurementVariance
{
    /// <summary>Computes the estimated variance of the whole fragment.</summary>
    /// <param name="measurements">The fragment's measured variants.</param>
    /// <param name="sensitivities">g by each mean.</param>
    /// <param name="moments">Sampled moments.</param>
    /// <param name="shots">Shots of each variant; 0 for one that was not run.</param>
    /// <param name="seen">Shots that the moments rest on, for each variant: what shrinks their law.</param>
    public static double Estimate(
        FragmentMeasurements measurements,
        ReadOnlySpan<double> sensitivities,
        ReadOnlySpan<double> moments,
        ReadOnlySpan<double> shots,
        ReadOnlySpan<double> seen)
    {
        double variance = 0;
        foreach (MeasuredVariant variant in measurements.Variants)
        {
            double n = shots[variant.Index];
            if (n > 0)
            {
                variance += OfShot(variant, sensitivities, moments, Shrink(seen[variant.Index])) / n;
            }
        }

        return variance;
    }

    /// <summary>Computes what the moments of so many shots are multiplied with.</summary>
    public static double Shrink(double shots) => shots / (shots + SampleVariance.Shrinkage);

    /// <summary>Computes the variance of one shot's contribution to the sum, for one variant.</summary>
    /// <param name="moments">The fragment's moments.</param>
    /// <param name="shrink">Factor of every moment, in [0, 1]; 1 where they are exact.</param>
    public static double OfShot(MeasuredVariant variant, ReadOnlySpan<double> sensitivities, ReadOnlySpan<double> moments, double shrink)
    {
        Reading[] readings = variant.Readings;
        ReadOnlySpan<double> own = moments.Slice(variant.FirstMoment, variant.MomentCount);
        double mean = 0;
        double square = 0;
        for (int a = 0; a < readings.Length; a++)
        {
            double weight = sensitivities[readings[a].Index];
            mean += weight * shrink * own[readings[a].Parity - 1];
            double products = weight;
            for (int b = 0; b < a; b++)
            {
                int parity = readings[a].Parity ^ readings[b].Parity;
                products += 2 * sensitivities[readings[b].Index] * (parity == 0 ? 1 : shrink * own[parity - 1]);
            }

            square += weight * products;
        }

        return Math.Max(0, square - (mean * mean));
    }
}
