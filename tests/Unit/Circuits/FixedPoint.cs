using System.Collections.Concurrent;
using System.Numerics;
using Xunit;

namespace CutAwareQnn.Unit.Circuits;

/// <summary>Digits·2^-bits: slow, plain series with at least 128 bits beyond a double's last, to measure our functions' errors.</summary>
internal readonly record struct FixedPoint(BigInteger Digits, int Bits)
{
    private const int GuardBits = 192;

    private static readonly ConcurrentDictionary<int, BigInteger> PiByBits = new();
    private static readonly ConcurrentDictionary<int, BigInteger> Ln2ByBits = new();

    /// <summary>Returns sin and cos of the double itself; π gets as many bits more as the angle has before its point.</summary>
    public static (FixedPoint Sin, FixedPoint Cos) SinCos(double angle)
    {
        int bits = GuardBits + 64 + Math.Abs(Math.ILogB(angle == 0 ? 1 : angle));
        BigInteger x = FromDouble(angle, bits);
        BigInteger halfPi = PiByBits.GetOrAdd(bits, Pi) >> 1;
        BigInteger quotient = BigInteger.Divide((x << 1) + (halfPi * x.Sign), halfPi << 1);
        BigInteger r = x - (quotient * halfPi);
        BigInteger sin = 0, cos = 0, term = BigInteger.One << bits;
        for (int k = 0; !term.IsZero && term != BigInteger.MinusOne; k++)
        {
            // Terms r^k/k! with signs + + - - + + …, cosine first.
            if ((k & 1) == 0) cos += (k & 2) == 0 ? term : -term;
            else sin += (k & 2) == 0 ? term : -term;
            term = ((term * r) >> bits) / (k + 1);
        }

        return (int)(((quotient % 4) + 4) % 4) switch
        {
            0 => (new(sin, bits), new(cos, bits)),
            1 => (new(cos, bits), new(-sin, bits)),
            2 => (new(-sin, bits), new(-cos, bits)),
            _ => (new(-cos, bits), new(sin, bits)),
        };
    }

    public static FixedPoint Tan(double angle)
    {
        (FixedPoint sin, FixedPoint cos) = SinCos(angle);
        return new((sin.Digits << sin.Bits) / cos.Digits, sin.Bits);
    }

    public static FixedPoint Exp(double exponent)
    {
        int bits = GuardBits + 64 + (int)(1.5 * Math.Abs(exponent));
        BigInteger x = FromDouble(exponent, bits);
        BigInteger ln2 = Ln2ByBits.GetOrAdd(bits, Ln2);
        int power = (int)(x / ln2);
        BigInteger r = x - (power * ln2);
        BigInteger sum = 0, term = BigInteger.One << bits;
        for (int k = 1; !term.IsZero && term != BigInteger.MinusOne; k++)
        {
            sum += term;
            term = ((term * r) >> bits) / k;
        }

        return new(power >= 0 ? sum << power : sum >> -power, bits);
    }

    public static FixedPoint Log(double value)
    {
        const int bits = GuardBits + 64;
        int power = Math.ILogB(value);
        double m = Math.ScaleB(value, -power);
        if (m > 1.5)
        {
            m /= 2;
            power++;
        }

        // ln m = 2·artanh((m - 1)/(m + 1)).
        BigInteger one = BigInteger.One << bits, digits = FromDouble(m, bits);
        BigInteger z = ((digits - one) << bits) / (digits + one);
        BigInteger square = (z * z) >> bits, sum = 0, term = z;
        for (int k = 1; !term.IsZero && term != BigInteger.MinusOne; k += 2)
        {
            sum += term / k;
            term = (term * square) >> bits;
        }

        return new((2 * sum) + (power * Ln2ByBits.GetOrAdd(bits, Ln2)), bits);
    }

    /// <summary>Computes |computed - this| in units of the last place a double has at this value.</summary>
    public double UlpError(double computed)
    {
        Assert.True(double.IsFinite(computed), $"{computed} is not finite");
        int exponent = Math.Max((int)BigInteger.Abs(Digits).GetBitLength() - 1 - Bits, -1022);
        BigInteger error = BigInteger.Abs(FromDouble(computed, Bits) - Digits);
        int shift = Bits + exponent - 52;
        return (double)((error << 40) >> shift) / (1L << 40);
    }

    private static BigInteger FromDouble(double value, int bits)
    {
        long pattern = BitConverter.DoubleToInt64Bits(value);
        int exponent = (int)((pattern >> 52) & 0x7FF);
        BigInteger significand = (pattern & 0xFFFFFFFFFFFFFL) | (exponent == 0 ? 0 : 1L << 52);
        int shift = Math.Max(exponent, 1) - 1075 + bits;
        BigInteger magnitude = shift >= 0 ? significand << shift : significand >> -shift;
        return value < 0 ? -magnitude : magnitude;
    }

    /// <summary>Computes π = 16·arctan(1/5) - 4·arctan(1/239), Machin 1706.</summary>
    private static BigInteger Pi(int bits)
        => ((16 * InverseSeries(5, -1, bits + 32)) - (4 * InverseSeries(239, -1, bits + 32))) >> 32;

    /// <summary>Computes ln 2 = 18·artanh(1/26) - 2·artanh(1/4801) + 8·artanh(1/8749).</summary>
    private static BigInteger Ln2(int bits)
    {
        int more = bits + 32;
        return ((18 * InverseSeries(26, 1, more)) - (2 * InverseSeries(4801, 1, more)) + (8 * InverseSeries(8749, 1, more))) >> 32;
    }

    /// <summary>Computes Σ sign^j / ((2j+1)·n^(2j+1)): artanh(1/n) for sign 1, arctan(1/n) for -1.</summary>
    private static BigInteger InverseSeries(int n, int sign, int bits)
    {
        BigInteger sum = 0, power = (BigInteger.One << bits) / n;
        for (int k = 1; !power.IsZero; k += 2)
        {
            sum += power / k;
            power /= sign * n * n;
        }

        return sum;
    }
}
