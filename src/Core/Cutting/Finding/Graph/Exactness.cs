namespace CutAwareQnn.Cutting;

/// <summary>When two sums of logarithms count as equal.</summary>
internal static class Exactness
{
    /// <summary>Returns the tolerance of a cost: sums of up to thousands of logarithms, each off by an ulp, in different orders.</summary>
    public static double Tolerance(double cost) => 1e-11 * (1 + Math.Abs(cost));

    /// <summary>Returns whether a cost is below another by more than rounding.</summary>
    public static bool IsBelow(double cost, double other) =>
        double.IsPositiveInfinity(other) ? cost < other : cost < other - Tolerance(other);
}
