namespace CutAwareQnn.Circuits;

public static partial class Elementary
{
    private const double HalfPi = 1.5707963267948966;
    private const double Pi = 3.141592653589793;
    private const double PiLow = 1.2246467991473532e-16;

    // The kernel's argument stays below 7/16: a larger one is turned back by the arctangent of 1/2, 1 or 3/2, or by a quarter turn.
    private const double ArctangentOfHalf = 4.63647609000806093515e-01;
    private const double ArctangentOfHalfLow = 2.26987774529616870924e-17;
    private const double ArctangentOfThreeHalves = 9.82793723247329054082e-01;
    private const double ArctangentOfThreeHalvesLow = 1.39033110312309984516e-17;

    // atan(r) = r - r·(A0·r² + … + A10·r²²) within 2^-59, |r| ≤ 7/16.
    private const double A0 = 3.33333333333329318027e-01;
    private const double A1 = -1.99999999998764832476e-01;
    private const double A2 = 1.42857142725034663711e-01;
    private const double A3 = -1.11111104054623557880e-01;
    private const double A4 = 9.09088713343650656196e-02;
    private const double A5 = -7.69187620504482999495e-02;
    private const double A6 = 6.66107313738753120669e-02;
    private const double A7 = -5.83357013379057348645e-02;
    private const double A8 = 4.97687799461593236017e-02;
    private const double A9 = -3.65315727442169155270e-02;
    private const double A10 = 1.62858201153657823623e-02;

    /// <summary>Computes the angle of the point (x, y), seen from the origin, against the positive x axis.</summary>
    /// <param name="y">The ordinate; NaN gives NaN.</param>
    /// <param name="x">The abscissa; NaN gives NaN.</param>
    /// <returns>
    /// Radians in [-π, π], within 2 ulp, as the quotient is rounded before its arctangent is taken; odd in <paramref name="y"/> to
    /// the bit. Signed zeros and infinities as in IEEE 754, <c>Atan2(0, 0)</c> being 0.
    /// </returns>
    public static double Atan2(double y, double x)
    {
        if (double.IsNaN(x) || double.IsNaN(y)) return double.NaN;
        double angle = FirstQuadrantAngle(Math.Abs(y), Math.Abs(x));

        // Next to the y axis π/2 is the nearest double on both sides; subtracted from π it would round away.
        if (IsNegative(x) && angle != HalfPi) angle = Pi - (angle - PiLow);
        return IsNegative(y) ? -angle : angle;
    }

    private static double FirstQuadrantAngle(double y, double x)
    {
        if (y == 0) return 0;
        return y == x ? QuarterPi : ArctangentOfMagnitude(y / x);
    }

    /// <summary>Computes atan(t) for 0 ≤ t ≤ +∞.</summary>
    private static double ArctangentOfMagnitude(double t)
    {
        if (t < 0.4375) return t - KernelArctangent(t);
        if (t < 0.6875) return Turned(ArctangentOfHalf, ArctangentOfHalfLow, ((2 * t) - 1) / (2 + t));
        if (t < 1.1875) return Turned(QuarterPi, QuarterPiLow, (t - 1) / (t + 1));
        if (t < 2.4375) return Turned(ArctangentOfThreeHalves, ArctangentOfThreeHalvesLow, (t - 1.5) / (1 + (1.5 * t)));
        return Turned(HalfPi, PiLow / 2, -1 / t);
    }

    /// <summary>Computes high + low + atan(r): atan t = atan c + atan((t - c)/(1 + c·t)).</summary>
    private static double Turned(double high, double low, double r) => high - ((KernelArctangent(r) - low) - r);

    /// <summary>Computes r - atan(r) for |r| ≤ 7/16.</summary>
    private static double KernelArctangent(double r)
    {
        double z = r * r;
        double w = z * z;
        double even = z * (A0 + (w * (A2 + (w * (A4 + (w * (A6 + (w * (A8 + (w * A10))))))))));
        double odd = w * (A1 + (w * (A3 + (w * (A5 + (w * (A7 + (w * A9))))))));
        return r * (even + odd);
    }
}
