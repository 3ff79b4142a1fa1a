namespace CutAwareQnn.Circuits;

public static partial class Elementary
{
    // ln 2 with 21 trailing zero bits, so that multiples up to 2^11 are exact, and the rest of it.
    private const double Ln2High = 6.93147180369123816490e-01;
    private const double Ln2Low = 1.90821492927058770002e-10;
    private const double InverseLn2 = 1.4426950408889634;
    private const double Sqrt2 = 1.4142135623730951;
    private const double LargestExponent = 709.782712893383973096;
    private const double SmallestExponent = -745.133219101941108420;
    private const double SmallestNormal = 2.2250738585072014e-308;

    // r·(e^r + 1)/(e^r - 1) = 2 + P1·r² + … + P5·r¹⁰ within 2^-59, |r| ≤ ln 2 / 2.
    private const double P1 = 1.66666666666666019037e-01;
    private const double P2 = -2.77777777770155933842e-03;
    private const double P3 = 6.61375632143793436117e-05;
    private const double P4 = -1.65339022054652515390e-06;
    private const double P5 = 4.13813679705723846039e-08;

    // ln(1+s) - ln(1-s) = 2s + s·(L1·s² + … + L7·s¹⁴) within 2^-58.45, |s| ≤ 0.1716.
    private const double L1 = 6.666666666666735130e-01;
    private const double L2 = 3.999999999940941908e-01;
    private const double L3 = 2.857142874366239149e-01;
    private const double L4 = 2.222219843214978396e-01;
    private const double L5 = 1.818357216161805012e-01;
    private const double L6 = 1.531383769920937332e-01;
    private const double L7 = 1.479819860511658591e-01;

    /// <summary>Computes the exponential.</summary>
    /// <param name="exponent">Any; above 709.78 gives +∞, below -745.13 gives 0, NaN gives NaN.</param>
    /// <returns>In [0, +∞], within 1 ulp, subnormal results included; <c>Exp(0)</c> is 1.</returns>
    public static double Exp(double exponent)
    {
        if (!(exponent <= LargestExponent)) return double.IsNaN(exponent) ? double.NaN : double.PositiveInfinity;
        if (exponent < SmallestExponent) return 0;

        // e^x = 2^k·e^r with r = high - low in [-ln 2 / 2, ln 2 / 2].
        double k = ((exponent * InverseLn2) + RoundingMagic) - RoundingMagic;
        double high = exponent - (k * Ln2High);
        double low = k * Ln2Low;
        double r = high - low;
        double z = r * r;
        double c = r - (z * (P1 + (z * (P2 + (z * (P3 + (z * (P4 + (z * P5)))))))));
        return Scale(1 - ((low - (r * c / (2 - c))) - high), (int)k);
    }

    /// <summary>Computes the natural logarithm.</summary>
    /// <param name="value">0 or above, subnormal included; ±0 gives -∞, a negative value or NaN gives NaN, +∞ gives +∞.</param>
    /// <returns>Within 1 ulp; <c>Log(1)</c> is 0.</returns>
    public static double Log(double value)
    {
        if (!(value > 0)) return value == 0 ? double.NegativeInfinity : double.NaN;
        if (value > double.MaxValue) return value;

        // value = 2^k·m with m in [√2/2, √2].
        int k = 0;
        if (value < SmallestNormal)
        {
            value *= 1L << 54;
            k = -54;
        }

        long bits = BitConverter.DoubleToInt64Bits(value);
        k += (int)(bits >> 52) - 1023;
        double m = BitConverter.Int64BitsToDouble((bits & 0xFFFFFFFFFFFFFL) | 0x3FF0000000000000L);
        if (m > Sqrt2)
        {
            m *= 0.5;
            k++;
        }

        double f = m - 1;
        double s = f / (2 + f);
        double z = s * s;
        double w = z * z;
        double even = w * (L2 + (w * (L4 + (w * L6))));
        double odd = z * (L1 + (w * (L3 + (w * (L5 + (w * L7))))));
        double half = 0.5 * f * f;
        return (k * Ln2High) - ((half - ((s * (half + (even + odd))) + (k * Ln2Low))) - f);
    }

    /// <summary>Computes value·2^power, rounded once, for a value in [1/2, 2] and a power in [-1080, 1024].</summary>
    private static double Scale(double value, int power)
    {
        if (power > 1023) return value * 2 * PowerOfTwo(power - 1);
        return power >= -1021 ? value * PowerOfTwo(power) : value * PowerOfTwo(power + 1000) * PowerOfTwo(-1000);
    }

    private static double PowerOfTwo(int power) => BitConverter.Int64BitsToDouble((long)(power + 1023) << 52);
}
