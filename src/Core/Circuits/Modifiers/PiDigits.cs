using System.Numerics;

namespace CutAwareQnn.Circuits;

/// <summary>The number π to any precision.</summary>
internal static class PiDigits
{
    private const int GuardBits = 32;

    /// <summary>Returns the integer next to <c>π·2^bits</c>; off by one unit at most.</summary>
    /// <param name="bits">Binary digits after the point.</param>
    /// <remarks>Machin 1706: π = 16 arctan(1/5) - 4 arctan(1/239).</remarks>
    public static BigInteger Scaled(int bits)
    {
        BigInteger unit = BigInteger.One << (bits + GuardBits);
        return ((16 * ArctangentOfInverse(5, unit)) - (4 * ArctangentOfInverse(239, unit))) >> GuardBits;
    }

    // Σ (-1)^k / ((2k+1) n^(2k+1)), until a term is below a unit.
    private static BigInteger ArctangentOfInverse(int n, BigInteger unit)
    {
        BigInteger power = unit / n;
        BigInteger sum = power;
        for (int k = 3; !power.IsZero; k += 2)
        {
            power /= -n * n;
            sum += power / k;
        }

        return sum;
    }
}
