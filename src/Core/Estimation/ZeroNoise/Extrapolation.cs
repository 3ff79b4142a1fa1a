using System.Globalization;
using CutAwareQnn.Circuits;

namespace CutAwareQnn.Estimation;

/// <summary>Zero-noise extrapolation: the value without noise from values at several strengths of it, with its standard error.</summary>
/// <remarks>
/// All methods are a weighted sum Σ c_i E(λ_i), the exponential of logarithms. The weights depend on the scales alone, so a linear rule
/// commutes with reconstruction, signs and gradients. Errors of different scales are independent. Temme, Bravyi, Gambetta,
/// arXiv:1612.02058.
/// </remarks>
public static class Extrapolation
{
    /// <summary>Computes the weights of values (or their logarithms) at the scales; their sum is 1.</summary>
    /// <param name="scales">At least two, ascending.</param>
    /// <param name="method">The method.</param>
    /// <exception cref="ReconstructionException">There are fewer than two scales, or they do not ascend.</exception>
    public static double[] Weights(IReadOnlyList<double> scales, ExtrapolationMethod method)
    {
        for (int i = 0; i < Math.Max(2, scales.Count); i++)
        {
            if (scales.Count < 2 || (i > 0 && !(scales[i] > scales[i - 1])))
            {
                throw new ReconstructionException(
                    $"{scales.Count} scales ({string.Join(", ", scales.Select(s => s.ToString("G6", CultureInfo.InvariantCulture)))}) "
                        + "determine no value without noise; "
                    + "give at least two, ascending");
            }
        }

        if (method == ExtrapolationMethod.Richardson)
        {
            return
            [
                .. scales.Select(
                    (own, i) => scales.Where((_, j) => j != i).Aggregate(1.0, (product, other) => product * other / (other - own))),
            ];
        }

        double mean = scales.Average();
        double spread = scales.Sum(s => (s - mean) * (s - mean));
        return [.. scales.Select(s => (1.0 / scales.Count) - (mean * (s - mean) / spread))];
    }

    /// <summary>Continues values to no noise.</summary>
    /// <param name="points">Values at ascending scales, with gradients or without.</param>
    /// <param name="method">The method.</param>
    /// <param name="constant">The observable's constant, to which noise draws the values.</param>
    /// <exception cref="ReconstructionException">
    /// The scales determine no value; or, for the exponential, the values have no common sign, or there are gradients.
    /// </exception>
    public static Estimate ToZero(IReadOnlyList<ScaledEstimate> points, ExtrapolationMethod method, double constant = 0)
    {
        double[] weights = Weights([.. points.Select(p => (double)p.Scale)], method);
        return method == ExtrapolationMethod.Exponential
            ? Exponential(points, weights, constant)
            : new(
                points.Select((p, i) => weights[i] * p.Estimate.Value).Sum(),
                Error(points.Select(p => p.Estimate.StandardError), weights),
                Gradient(points, weights));
    }

    /// <summary>
    /// The derivative of the value without noise by the value at each scale: the weights of errors that the scales have in common.
    /// </summary>
    /// <param name="points">As for <see cref="ToZero"/>.</param>
    /// <param name="method">The method.</param>
    /// <param name="constant">The observable's constant.</param>
    /// <exception cref="ReconstructionException">As for <see cref="ToZero"/>.</exception>
    public static double[] Derivatives(IReadOnlyList<ScaledEstimate> points, ExtrapolationMethod method, double constant = 0)
    {
        double[] weights = Weights([.. points.Select(p => (double)p.Scale)], method);
        double distance = method == ExtrapolationMethod.Exponential ? ToZero(points, method, constant).Value - constant : 0;
        return method == ExtrapolationMethod.Exponential
            ? [.. weights.Select((w, i) => w * distance / (points[i].Estimate.Value - constant))]
            : weights;
    }

    private static Estimate Exponential(IReadOnlyList<ScaledEstimate> points, double[] weights, double constant)
    {
        if (points.Any(p => p.Estimate.Gradient is not null))
        {
            throw new ReconstructionException("the exponential extrapolation gives no gradients; use the linear one or Richardson's");
        }

        double[] distances = [.. points.Select(p => p.Estimate.Value - constant)];
        if (distances.Select(Math.Sign).Distinct().Count() > 1 || distances[0] == 0)
        {
            string values = string.Join(
                ", ", points.Select(p => string.Create(CultureInfo.InvariantCulture, $"{p.Estimate.Value:G4} at scale {p.Scale}")));
            throw new ReconstructionException(string.Create(
                CultureInfo.InvariantCulture,
                $"the values {values} lie on both sides of {constant:G4}, to which an exponential has one; give more shots, or the "
                    + $"linear extrapolation"));
        }

        double logarithm = distances.Select((d, i) => weights[i] * Elementary.Log(Math.Abs(d))).Sum();
        double distance = Math.Sign(distances[0]) * Elementary.Exp(logarithm);
        return new(
            constant + distance,
            Math.Abs(distance) * Error(points.Select((p, i) => p.Estimate.StandardError / distances[i]), weights));
    }

    private static GradientEstimate? Gradient(IReadOnlyList<ScaledEstimate> points, double[] weights)
    {
        GradientEstimate[] gradients = [.. points.Select(p => p.Estimate.Gradient).OfType<GradientEstimate>()];
        return gradients.Length < points.Count
            ? null
            : new(
                Sum(g => g.Features),
                Sum(g => g.Weights),
                Errors(g => g.FeatureErrors),
                Errors(g => g.WeightErrors));

        double[] Sum(Func<GradientEstimate, double[]> part) =>
            [.. part(gradients[0]).Select((_, d) => gradients.Select((g, i) => weights[i] * part(g)[d]).Sum())];

        double[]? Errors(Func<GradientEstimate, double[]?> part) => gradients.All(g => part(g) is not null)
            ? [.. part(gradients[0])!.Select((_, d) => Error(gradients.Select(g => part(g)![d]), weights))]
            : null;
    }

    private static double Error(IEnumerable<double> errors, double[] weights) =>
        Math.Sqrt(errors.Select((e, i) => weights[i] * e).Sum(e => e * e));
}
