using System.Numerics;

namespace CutAwareQnn.Circuits;

/// <summary>Angles modulo their period: multiples by integers of any size, and the representative next to zero.</summary>
internal static class WholeMultiple
{
    // An angle that is the double of nπ/d for such a d is taken as that multiple of π, so that pow(2**60) @ p(pi/4) is the identity.
    private const int LargestDenominator = 1 << 12;

    // Below this a product of doubles is exact to 1e-13 radians.
    private const double SmallProduct = 1024;

    /// <summary>Returns the angle in (-half, half] that differs from the given one by a multiple of the period.</summary>
    /// <param name="angle">Radians.</param>
    /// <param name="halfTurns">The half of the period in units of π: 1 for phases, 2 for rotations.</param>
    public static double Centred(double angle, int halfTurns) => Math.Abs(angle) <= SmallProduct
        ? NearZero(angle, halfTurns * Math.PI)
        : Of(angle, BigInteger.One, halfTurns);

    /// <summary>Returns the representative of <c>angle · factor</c> in (-half, half].</summary>
    /// <param name="angle">Radians.</param>
    /// <param name="factor">Any integer.</param>
    /// <param name="halfTurns">The half of the period in units of π.</param>
    /// <remarks>An angle that is no small fraction of π counts as the exact number that its double is.</remarks>
    public static double Of(double angle, BigInteger factor, int halfTurns)
    {
        double product = angle * (double)factor;
        if (Math.Abs(product) <= SmallProduct)
        {
            return NearZero(product, halfTurns * Math.PI);
        }

        return FractionOfPi(angle) is { } fraction
            ? (double)NearZero(fraction.Numerator * factor, (BigInteger)halfTurns * fraction.Denominator) * Math.PI / fraction.Denominator
            : OfExactDouble(angle, factor, halfTurns);
    }

    private static double NearZero(double angle, double half) => angle > -half && angle <= half
        ? angle
        : angle - (2 * half * Math.Ceiling((angle - half) / (2 * half)));

    private static BigInteger NearZero(BigInteger value, BigInteger half)
    {
        BigInteger rest = BigInteger.Remainder(value, 2 * half);
        return rest > half ? rest - (2 * half) : rest <= -half ? rest + (2 * half) : rest;
    }

    private static (BigInteger Numerator, int Denominator)? FractionOfPi(double angle)
    {
        for (int denominator = 1; denominator <= LargestDenominator; denominator++)
        {
            double numerator = Math.Round(angle / Math.PI * denominator);
            if (numerator * Math.PI / denominator == angle)
            {
                return ((BigInteger)numerator, denominator);
            }
        }

        return null;
    }

    // The double is mantissa·2^exponent. Both its multiple and π are integers in units of 2^-bits; with so many bits the error of π,
    // times the number of periods, stays below 2^-64.
    private static double OfExactDouble(double angle, BigInteger factor, int halfTurns)
    {
        const int ResultBits = 62;
        const double UnitPerResultBit = 1.0 / (1L << ResultBits);
        long encoded = BitConverter.DoubleToInt64Bits(angle);
        int biased = (int)(encoded >> 52 & 0x7FF);
        long fraction = encoded & ((1L << 52) - 1);
        BigInteger mantissa = (biased == 0 ? fraction : fraction | 1L << 52) * (encoded < 0 ? -1 : 1);
        int exponent = Math.Max(biased, 1) - 1075;
        int bits = Math.Max(-exponent, 0) + Math.Max(exponent, 0) + (8 * factor.ToByteArray().Length) + 128;
        BigInteger rest = NearZero((mantissa * factor) << (bits + exponent), halfTurns * PiDigits.Scaled(bits));
        return (double)(rest >> (bits - ResultBits)) * UnitPerResultBit;
    }
}
