namespace CutAwareQnn.Circuits;

public static partial class Elementary
{
    private const double QuarterPiLow = 3.061616997868383e-17;

    // Beyond this |x| the kernel works on π/4 - |x|, where its polynomial is short of error.
    private const double NearQuarterPi = 0.6744;

    // tan(r) = r + T0·r³ + … + T12·r²⁷ within 2^-59.2, |r| ≤ 0.6744.
    private const double T0 = 3.33333333333334091986e-01;
    private const double T1 = 1.33333333333201242699e-01;
    private const double T2 = 5.39682539762260521377e-02;
    private const double T3 = 2.18694882948595424599e-02;
    private const double T4 = 8.86323982359930005737e-03;
    private const double T5 = 3.59207910759131235356e-03;
    private const double T6 = 1.45620945432529025516e-03;
    private const double T7 = 5.88041240820264096874e-04;
    private const double T8 = 2.46463134818469906812e-04;
    private const double T9 = 7.81794442939557092300e-05;
    private const double T10 = 7.14072491382608190305e-05;
    private const double T11 = -1.85586374855275456654e-05;
    private const double T12 = 2.59073051863633712884e-05;

    /// <summary>Computes tan(x + y), or its negative reciprocal in an odd quadrant, for |x + y| ≤ π/4 and y below x's last bit.</summary>
    private static double KernelTan(double x, double y, bool negativeReciprocal)
    {
        bool isNegative = x < 0;
        bool isReflected = Math.Abs(x) >= NearQuarterPi;
        if (isReflected)
        {
            x = (QuarterPi - Math.Abs(x)) + (QuarterPiLow - (isNegative ? -y : y));
            y = 0;
        }

        double z = x * x;
        double w = z * z;
        double odd = T1 + (w * (T3 + (w * (T5 + (w * (T7 + (w * (T9 + (w * T11)))))))));
        double even = z * (T2 + (w * (T4 + (w * (T6 + (w * (T8 + (w * (T10 + (w * T12))))))))));
        double cube = z * x;
        double r = y + (z * ((cube * (odd + even)) + y)) + (T0 * cube);
        double tan = x + r;
        if (isReflected)
        {
            // tan(π/4 - a) = 1 - 2·tan a / (1 + tan a), and likewise with -1 for the reciprocal.
            double sign = negativeReciprocal ? -1 : 1;
            double reflected = sign - (2 * (x - ((tan * tan / (tan + sign)) - r)));
            return isNegative ? -reflected : reflected;
        }

        if (!negativeReciprocal) return tan;

        // -1 / (x + r): the quotient in two parts, or its error would reach 2 ulp.
        double high = ClearLowWord(tan);
        double low = r - (high - x);
        double quotient = -1 / tan;
        double quotientHigh = ClearLowWord(quotient);
        return quotientHigh + (quotient * (1 + (quotientHigh * high) + (quotientHigh * low)));
    }

    private static double ClearLowWord(double value)
        => BitConverter.Int64BitsToDouble(BitConverter.DoubleToInt64Bits(value) & unchecked((long)0xFFFFFFFF00000000UL));
}
