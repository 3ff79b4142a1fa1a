namespace CutAwareQnn.Circuits;

/// <summary>
/// Sine, cosine, tangent, arctangent, exponential and natural logarithm in plain double arithmetic: the same bits on every
/// machine, where the platform's own differ in the last one.
/// </summary>
/// <remarks>
/// Only additions, multiplications and divisions in a fixed order, which IEEE 754 defines to the bit; no fused operation.
/// Every function but <see cref="Atan2"/> (2 ulp) is within 1 ulp of the exact value over its whole finite domain (the unit
/// tests compare with 256-bit fixed-point series); special values are IEEE 754's. Angles are radians. The hot path, many
/// angles at once, is <c>Simulation.SinCos</c>.
/// <para>
/// Kernels and coefficients are those of fdlibm 5.3 (<c>k_sin.c</c>, <c>k_cos.c</c>, <c>k_tan.c</c>, <c>s_atan.c</c>,
/// <c>e_exp.c</c>, <c>e_log.c</c>), which ask that this notice be preserved: Copyright (C) 1993, 2004 by Sun Microsystems,
/// Inc. All rights reserved. Permission to use, copy, modify, and distribute this software is freely granted, provided that
/// this notice is preserved.
/// </para>
/// </remarks>
public static partial class Elementary
{
    // sin(r) = r + S1·r³ + … + S6·r¹³ within 2^-58 and cos(r) = 1 - r²/2 + C1·r⁴ + … + C6·r¹⁴ within 2^-58, |r| ≤ π/4.
    internal const double S1 = -1.66666666666666324348e-01;
    internal const double S2 = 8.33333333332248946124e-03;
    internal const double S3 = -1.98412698298579493134e-04;
    internal const double S4 = 2.75573137070700676789e-06;
    internal const double S5 = -2.50507602534068634195e-08;
    internal const double S6 = 1.58969099521155010221e-10;
    internal const double C1 = 4.16666666666666019037e-02;
    internal const double C2 = -1.38888888888741095749e-03;
    internal const double C3 = 2.48015872894767294178e-05;
    internal const double C4 = -2.75573143513906633035e-07;
    internal const double C5 = 2.08757232129817482790e-09;
    internal const double C6 = -1.13596475577881948265e-11;

    private const double QuarterPi = 0.7853981633974483;

    /// <summary>Computes the sine.</summary>
    /// <param name="angle">Radians, any magnitude; NaN and ±∞ give NaN.</param>
    /// <returns>In [-1, 1], within 1 ulp; odd to the bit, so that <c>Sin(-0.0)</c> is -0.0.</returns>
    public static double Sin(double angle)
    {
        if (Math.Abs(angle) <= QuarterPi) return KernelSin(angle, 0);
        SinCos(angle, out double sin, out _);
        return sin;
    }

    /// <summary>Computes the cosine.</summary>
    /// <param name="angle">Radians, any magnitude; NaN and ±∞ give NaN.</param>
    /// <returns>In [-1, 1], within 1 ulp; even to the bit.</returns>
    public static double Cos(double angle)
    {
        if (Math.Abs(angle) <= QuarterPi) return KernelCos(angle, 0);
        SinCos(angle, out _, out double cos);
        return cos;
    }

    /// <summary>Computes sine and cosine of one angle, with the bits of <see cref="Sin"/> and <see cref="Cos"/>.</summary>
    /// <param name="angle">Radians, any magnitude; NaN and ±∞ give NaN twice.</param>
    /// <param name="sin">In [-1, 1], within 1 ulp.</param>
    /// <param name="cos">In [-1, 1], within 1 ulp.</param>
    public static void SinCos(double angle, out double sin, out double cos)
    {
        double magnitude = Math.Abs(angle);
        if (!(magnitude <= double.MaxValue))
        {
            sin = cos = double.NaN;
            return;
        }

        int quadrant = ReduceQuarterTurns(magnitude, out double remainder, out double tail);
        double s = KernelSin(remainder, tail);
        double c = KernelCos(remainder, tail);
        double positive = (quadrant & 1) == 0 ? s : c;
        sin = (quadrant & 2) == 0 ^ IsNegative(angle) ? positive : -positive;
        cos = (quadrant & 1) == 0 ? c : s;
        if (((quadrant + 1) & 2) != 0) cos = -cos;
    }

    /// <summary>Computes the tangent.</summary>
    /// <param name="angle">Radians, any magnitude; NaN and ±∞ give NaN.</param>
    /// <returns>Within 1 ulp; finite for every finite angle, as no double is a pole; odd to the bit.</returns>
    public static double Tan(double angle)
    {
        double magnitude = Math.Abs(angle);
        if (!(magnitude <= double.MaxValue)) return double.NaN;
        int quadrant = ReduceQuarterTurns(magnitude, out double remainder, out double tail);
        double tan = KernelTan(remainder, tail, (quadrant & 1) != 0);
        return IsNegative(angle) ? -tan : tan;
    }

    private static bool IsNegative(double value) => BitConverter.DoubleToInt64Bits(value) < 0;

    /// <summary>
    /// Computes sin(x + y) for |x + y| ≤ π/4 (a last bit more is harmless) and y the part of the angle below x's last bit.
    /// </summary>
    private static double KernelSin(double x, double y)
    {
        double z = x * x;
        double v = z * x;
        double r = S2 + (z * (S3 + (z * (S4 + (z * (S5 + (z * S6)))))));
        return x - (((z * ((0.5 * y) - (v * r))) - y) - (v * S1));
    }

    /// <summary>Computes cos(x + y) for |x + y| ≤ π/4 and y the part of the angle below x's last bit.</summary>
    private static double KernelCos(double x, double y)
    {
        double z = x * x;
        double r = z * (C1 + (z * (C2 + (z * (C3 + (z * (C4 + (z * (C5 + (z * C6))))))))));
        double half = 0.5 * z;
        double w = 1 - half;
        return w + (((1 - w) - half) + ((z * r) - (x * y)));
    }
}
