namespace CutAwareQnn.Estimation;

/// <summary>The probability distribution that is closest to a vector of estimates, in the Euclidean norm.</summary>
/// <remarks>
/// q_i = max(0, p_i - τ) with τ such that Σ q = 1. It biases small probabilities: keep the estimates for means and error bars. Smolin,
/// Gambetta, Smith, PRL 108, 070502 (2012), arXiv:1106.5458.
/// </remarks>
public static class SimplexProjection
{
    /// <summary>Projects a vector.</summary>
    /// <param name="estimates">At least one finite number, of any sign and sum.</param>
    /// <param name="zeroCount">Further estimates of exactly 0, which are not written out.</param>
    /// <returns>As many numbers from 0 on; with the further ones, which are equal, they sum to 1.</returns>
    public static double[] Of(ReadOnlySpan<double> estimates, double zeroCount = 0)
    {
        double[] sorted = [.. estimates];
        Array.Sort(sorted);
        double kept = 0;
        double sum = 0;
        double shift = 0;
        bool hasZeros = zeroCount > 0;

        // From the largest on, as long as the next one stays above 0 once the surplus is spread over all that are kept.
        for (int i = sorted.Length - 1; i >= 0 || hasZeros; i--)
        {
            bool isZeros = hasZeros && (i < 0 || sorted[i] <= 0);
            double value = isZeros ? 0 : sorted[i];
            double weight = isZeros ? zeroCount : 1;
            if (value - ((sum + (weight * value) - 1) / (kept + weight)) <= 0)
            {
                break;
            }

            sum += weight * value;
            kept += weight;
            shift = (sum - 1) / kept;
            if (isZeros)
            {
                hasZeros = false;
                i++;
            }
        }

        double[] projected = new double[estimates.Length];
        for (int i = 0; i < projected.Length; i++)
        {
            projected[i] = Math.Max(0, estimates[i] - shift);
        }

        return projected;
    }
}
