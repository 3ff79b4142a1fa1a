namespace CutAwareQnn.Circuits;

public static partial class Elementary
{
    /// <summary>1.5·2^52: adding it rounds a |value| below 2^51 to the nearest integer, which appears in the sum's low bits.</summary>
    internal const double RoundingMagic = 6755399441055744.0;

    internal const double TwoOverPi = 0.6366197723675814;

    // π/2 in three parts of 33 bits, whose products with a quotient of 20 bits are exact, and a rest: 152 bits in all.
    private const double HalfPi1 = 1.5707963267341256;
    private const double HalfPi2 = 6.077100506303966e-11;
    private const double HalfPi3 = 2.0222662487111665e-21;
    private const double HalfPi4 = 8.4784276603689e-32;
    private const double CodyWaiteLimit = 1 << 20;

    // π/2 in two parts of 53 bits, and the high one in halves whose products with 27-bit numbers are exact (Dekker).
    private const double HalfPiHigh = 1.5707963267948966;
    private const double HalfPiLow = 6.123233995736766e-17;
    private const double Splitter = 134217729.0;

    /// <summary>A zero word, then the first 1216 bits of 2/π, most significant first: enough for the largest double.</summary>
    private static readonly ulong[] TwoOverPiWords =
    [
        0,
        0xA2F9836E4E441529, 0xFC2757D1F534DDC0, 0xDB6295993C439041, 0xFE5163ABDEBBC561, 0xB7246E3A424DD2E0,
        0x06492EEA09D1921C, 0xFE1DEB1CB129A73E, 0xE88235F52EBB4484, 0xE99C7026B45F7E41, 0x3991D639835339F4,
        0x9C845F8BBDF9283B, 0x1FF897FFDE05980F, 0xEF2F118B5A0A6D1F, 0x6D367ECF27CB09B7, 0x4F463F669E5FEA2D,
        0x7527BAC7EBE5F17B, 0x3D0739F78A5292EA, 0x6BFB5FB11F8D5D08, 0x56033046FC7B6BAB,
    ];

    /// <summary>Takes the nearest multiple of π/2 from an angle.</summary>
    /// <param name="magnitude">Radians, finite, not negative.</param>
    /// <param name="remainder">What is left, radians, in [-π/4, π/4] to a last bit, to 53 bits.</param>
    /// <param name="tail">The next bits of what is left. No double comes closer to a multiple than 2^-62, so 11 are right at least.</param>
    /// <returns>How many multiples were taken; only the last two bits count.</returns>
    private static int ReduceQuarterTurns(double magnitude, out double remainder, out double tail)
    {
        if (magnitude <= QuarterPi)
        {
            remainder = magnitude;
            tail = 0;
            return 0;
        }

        return magnitude <= CodyWaiteLimit
            ? ReduceByParts(magnitude, out remainder, out tail)
            : ReduceByBits(magnitude, out remainder, out tail);
    }

    /// <summary>Reduces an angle after Cody and Waite: subtracts the quotient's multiples of the parts of π/2, the largest first.</summary>
    private static int ReduceByParts(double magnitude, out double remainder, out double tail)
    {
        double quotient = ((magnitude * TwoOverPi) + RoundingMagic) - RoundingMagic;
        double first = magnitude - (quotient * HalfPi1); // exact: both are multiples of 2^-53 and their difference is below 1
        double second = TwoSum(first, -(quotient * HalfPi2), out double secondError);
        double third = TwoSum(second, -(quotient * HalfPi3), out double thirdError);
        double rest = (secondError + thirdError) - (quotient * HalfPi4);
        remainder = third + rest;
        tail = (third - remainder) + rest;
        return (int)quotient;
    }

    /// <summary>
    /// Reduces an angle after Payne and Hanek (1983), for arguments beyond 2^20: of 2/π only the 192 bits matter that neither make whole
    /// turns nor vanish, so the fraction of a turn is one integer product modulo 2^192.
    /// </summary>
    private static int ReduceByBits(double magnitude, out double remainder, out double tail)
    {
        long bits = BitConverter.DoubleToInt64Bits(magnitude);
        ulong significand = ((ulong)bits & 0xFFFFFFFFFFFFFUL) | 0x10000000000000UL;
        int exponent = (int)(bits >> 52) - 1075;

        // magnitude·2/π/4 = significand·2^(exponent - 2)·(2/π); the table's own zero word keeps the offset positive.
        int offset = exponent - 2 + 64;
        ulong high = TableBits(offset);
        ulong middle = TableBits(offset + 64);
        ulong low = TableBits(offset + 128);
        ulong turnMiddle = significand * middle;
        ulong turnLow = turnMiddle + HighProduct(significand, low);
        ulong turnHigh = (significand * high) + HighProduct(significand, middle) + (turnLow < turnMiddle ? 1UL : 0UL);

        // The nearest quarter turn, and what is left of it as a signed integer in units of 2^-126 quarter turns.
        ulong quadrant = (turnHigh + (1UL << 61)) >> 62;
        ulong fractionHigh = turnHigh - (quadrant << 62);
        ulong fractionLow = turnLow;
        bool isNegative = (long)fractionHigh < 0;
        if (isNegative)
        {
            fractionLow = 0 - fractionLow;
            fractionHigh = ~fractionHigh + (fractionLow == 0 ? 1UL : 0UL);
        }

        // Words of 32 bits are exact as doubles; their sum is kept in two parts, then multiplied by π/2 in two parts.
        double upper = TwoSum(Word(fractionHigh >> 32, 96), Word(fractionHigh & 0xFFFFFFFF, 64), out double upperError);
        double lower = TwoSum(Word(fractionLow >> 32, 32), Word(fractionLow & 0xFFFFFFFF, 0), out double lowerError);
        double fraction = TwoSum(upper, lower, out double fractionError);
        double fractionTail = fractionError + (upperError + lowerError);
        double product = fraction * HalfPiHigh;
        double rest = ProductError(fraction, HalfPiHigh, product) + ((fraction * HalfPiLow) + (fractionTail * HalfPiHigh));
        remainder = product + rest;
        tail = (product - remainder) + rest;
        if (isNegative)
        {
            remainder = -remainder;
            tail = -tail;
        }

        return (int)quadrant & 3;
    }

    private static ulong TableBits(int offset)
    {
        int word = offset >> 6;
        int shift = offset & 63;
        return shift == 0
            ? TwoOverPiWords[word]
            : (TwoOverPiWords[word] << shift) | (TwoOverPiWords[word + 1] >> (64 - shift));
    }

    /// <summary>Computes a 32-bit word times 2^(position - 126), exactly.</summary>
    private static double Word(ulong word, int position)
        => (double)(long)word * BitConverter.Int64BitsToDouble((long)(position - 126 + 1023) << 52);

    /// <summary>Returns the upper 64 bits of a 64×64-bit product, by halves.</summary>
    private static ulong HighProduct(ulong left, ulong right)
    {
        ulong leftLow = left & 0xFFFFFFFF, leftHigh = left >> 32;
        ulong rightLow = right & 0xFFFFFFFF, rightHigh = right >> 32;
        ulong cross = (leftHigh * rightLow) + ((leftLow * rightLow) >> 32);
        ulong otherCross = (leftLow * rightHigh) + (cross & 0xFFFFFFFF);
        return (leftHigh * rightHigh) + (cross >> 32) + (otherCross >> 32);
    }

    /// <summary>Computes Knuth's exact addition: left + right = sum + error.</summary>
    private static double TwoSum(double left, double right, out double error)
    {
        double sum = left + right;
        double rightRounded = sum - left;
        error = (left - (sum - rightRounded)) + (right - rightRounded);
        return sum;
    }

    /// <summary>Computes Dekker's exact product: left·right - product, where product is left·right rounded.</summary>
    private static double ProductError(double left, double right, double product)
    {
        double leftHigh = (left * Splitter) - ((left * Splitter) - left);
        double leftLow = left - leftHigh;
        double rightHigh = (right * Splitter) - ((right * Splitter) - right);
        double rightLow = right - rightHigh;
        return (leftHigh * rightHigh) - product + (leftHigh * rightLow) + (leftLow * rightHigh) + (leftLow * rightLow);
    }
}
