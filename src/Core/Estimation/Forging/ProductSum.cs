using System.Numerics;

namespace CutAwareQnn.Estimation;

/// <summary>A sum of <c>Re(z a b)</c> over independent complex estimates a and b, with its standard error.</summary>
/// <remarks>
/// Variances of products are estimated without bias: <c>a² v_b + b² v_a - v_a v_b</c>, as the squares of estimates are too large by the
/// variances.
/// </remarks>
internal sealed class ProductSum
{
    private double _value;
    private double _variance;

    /// <summary>The sum so far.</summary>
    public Estimate Estimate => new(_value, Math.Sqrt(Math.Max(_variance, 0)));

    /// <summary>Adds a term.</summary>
    public void Add(Complex z, (Estimate Real, Estimate Imaginary) a, (Estimate Real, Estimate Imaginary) b)
    {
        Complex x = new(a.Real.Value, a.Imaginary.Value), y = new(b.Real.Value, b.Imaginary.Value);
        (double xr, double xi, double yr, double yi) =
            (Variance(a.Real), Variance(a.Imaginary), Variance(b.Real), Variance(b.Imaginary));
        _value += (z * x * y).Real;
        _variance += Spread(z * y, xr, xi) + Spread(z * x, yr, yi)
            - (z.Real * z.Real * ((xr * yr) + (xi * yi))) - (z.Imaginary * z.Imaginary * ((xr * yi) + (xi * yr)));
    }

    private static double Variance(Estimate estimate) => estimate.StandardError * estimate.StandardError;

    // Of Re(factor (r + i s)) for independent r and s.
    private static double Spread(Complex factor, double r, double s) =>
        (factor.Real * factor.Real * r) + (factor.Imaginary * factor.Imaginary * s);
}
