using CutAwareQnn.Circuits;
using CutAwareQnn.Estimation;

namespace CutAwareQnn.Runtime;

/// <summary>Values at several scales of noise whose readout errors were inverted by one calibration.</summary>
internal static class ScaledValues
{
    /// <summary>
    /// Continues values to no noise, or returns the only one; the calibration's share adds up over the scales with its sign.
    /// </summary>
    /// <param name="values">One per scale; one where noise was not strengthened.</param>
    /// <param name="zeroNoise">How they are continued; null where noise was not strengthened.</param>
    /// <param name="observable">The observable.</param>
    /// <exception cref="ReconstructionException">The values cannot be continued so.</exception>
    public static (Estimate Estimate, ZeroNoiseEstimate? ZeroNoise) Combine(
        IReadOnlyList<MitigatedEstimate> values, ZeroNoiseSettings? zeroNoise, PauliSum observable)
    {
        Estimate[] byShots = [.. values.Select(v => new Estimate(v.Value, v.ShotError))];
        ZeroNoiseEstimate? continued = zeroNoise?.ToZero(byShots, observable);
        Estimate own = continued?.Estimate ?? byShots[0];
        double[] shares = zeroNoise?.Derivatives(byShots, observable) ?? [1];
        double variance = (own.StandardError * own.StandardError) + Enumerable.Range(0, values[0].CalibrationErrors.Length)
            .Sum(e => Square(values.Select((v, i) => shares[i] * v.CalibrationErrors[e]).Sum()));
        var estimate = new Estimate(own.Value, Math.Sqrt(variance));
        return (estimate, continued is null ? null : continued with { Estimate = estimate });
    }

    private static double Square(double number) => number * number;
}
