using System.Globalization;
using CutAwareQnn.Circuits;

namespace CutAwareQnn.Learning;

/// <summary>
/// The effective dimension of a classifier at n data, <c>d(γ, n) = 2 log(mean_θ √det(1 + κ F̂(θ))) / log κ</c> with <c>κ = γ n / (2π log
/// n)</c> and
/// <c>F̂ = d F / mean_θ tr F</c> for d weights. Abbas et al. 2021, arXiv:2011.00027, equations 2 and 3.
/// </summary>
public static class EffectiveDimension
{
    /// <summary>Computes the effective dimension.</summary>
    /// <param name="samples">Fisher information at weights drawn uniformly; at least one, with the same number of weights.</param>
    /// <param name="dataCount">Number n of data; κ has to be above 1, so at least 19 for γ = 1.</param>
    /// <param name="gamma">The constant γ, in (0, 1].</param>
    /// <returns>At least 0; it tends to the largest rank for large n, and is not monotone in n.</returns>
    /// <exception cref="CircuitException">An argument is outside its range, or all Fisher matrices are 0.</exception>
    public static double Of(IReadOnlyList<FisherInformation> samples, double dataCount, double gamma = 1)
    {
        if (!(gamma is > 0 and <= 1))
        {
            throw new CircuitException($"an effective dimension has γ = {Text(gamma)}; give a number in (0, 1]");
        }

        double kappa = dataCount > 1 && double.IsFinite(dataCount) ? gamma * dataCount / (2 * Math.PI * Elementary.Log(dataCount)) : 0;
        if (!(kappa > 1))
        {
            throw new CircuitException(
                $"an effective dimension at {Text(dataCount)} data and γ = {Text(gamma)} has γ n / (2π log n) = {Text(kappa)}, "
                + "which has to be above 1; give more data, at γ = 1 at least 19");
        }

        double trace = samples.Count == 0 ? 0 : samples.Average(f => f.Trace);
        if (!(trace > 0))
        {
            throw new CircuitException(
                "an effective dimension was requested of Fisher matrices that are all 0; give a circuit whose outcomes depend on "
                + "its weights");
        }

        double[] halves =
        [
            .. samples.Select(f =>
            {
                double scale = kappa * f.WeightCount / trace;
                return 0.5 * f.SingularValues().Sum(s => Log1P(scale * s * s));
            }),
        ];
        double largest = halves.Max();
        return 2 * (largest + Elementary.Log(halves.Average(h => Elementary.Exp(h - largest)))) / Elementary.Log(kappa);
    }

    private static double Log1P(double x) => Elementary.Log(1 + x);

    private static string Text(double value) => value.ToString("G6", CultureInfo.InvariantCulture);
}
