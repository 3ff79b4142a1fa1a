using System.Globalization;
using System.Numerics;

namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>The values of number tokens.</summary>
internal static class NumberLiteral
{
    private const long LargestExactInteger = 1L << 53;

    // Powers of ten that a double holds exactly.
    private static readonly double[] PowersOfTen =
    [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11,
        1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
    ];

    /// <summary>Computes the nearest double; infinity where there is none.</summary>
    /// <remarks>
    /// One division or product of two exact doubles is rounded once, hence correctly: Clinger 1990, "How to read floating point
    /// numbers accurately". Longer literals go to the library.
    /// </remarks>
    public static double Real(string text, Token token)
    {
        long digits = 0;
        int scale = 0;
        bool afterPoint = false;
        int position = token.Start;
        for (; position < token.End && text[position] is not ('e' or 'E'); position++)
        {
            if (text[position] == '.')
            {
                afterPoint = true;
                continue;
            }

            digits = (10 * digits) + (text[position] - '0');
            if (digits > LargestExactInteger)
            {
                return Parsed(text, token);
            }

            scale -= afterPoint ? 1 : 0;
        }

        scale += position < token.End ? Exponent(text, position + 1, token.End) : 0;
        return scale < -22 || scale > 22 ? Parsed(text, token)
            : scale < 0 ? digits / PowersOfTen[-scale]
            : digits * PowersOfTen[scale];
    }

    /// <summary>Returns the integer of a token of digits, or null above <paramref name="largest"/>.</summary>
    public static long? Integer(string text, Token token, long largest)
    {
        long value = 0;
        for (int i = token.Start; i < token.End; i++)
        {
            int digit = text[i] - '0';
            if (digit > largest || value > (largest - digit) / 10)
            {
                return null;
            }

            value = (10 * value) + digit;
        }

        return value;
    }

    /// <summary>Returns whether a letter is a digit of the base that a letter such as <c>x</c> names.</summary>
    public static bool IsDigitOf(char letter, char @base) => @base switch
    {
        'x' or 'X' => (uint)(letter - '0') <= 9 || (uint)((letter | 0x20) - 'a') <= 5,
        'o' => (uint)(letter - '0') <= 7,
        _ => letter is '0' or '1',
    };

    /// <summary>
    /// Returns the integer of a token of version 3, as <c>1_000</c> or <c>0x3F</c>; null where it has thousands of digits.
    /// </summary>
    public static BigInteger? GroupedInteger(string text, Token token)
    {
        const int MostDigits = 4_096;
        bool hasRadix = token.Kind == TokenKind.RadixInteger;
        int radix = !hasRadix ? 10 : text[token.Start + 1] switch
        {
            'x' or 'X' => 16,
            'o' => 8,
            _ => 2,
        };
        if (token.End - token.Start > MostDigits)
        {
            return null;
        }

        long small = 0;
        BigInteger value = BigInteger.Zero;
        bool isSmall = true;
        for (int i = hasRadix ? token.Start + 2 : token.Start; i < token.End; i++)
        {
            if (text[i] == '_')
            {
                continue;
            }

            int digit = text[i] <= '9' ? text[i] - '0' : (text[i] | 0x20) - 'a' + 10;
            if (isSmall && small <= (long.MaxValue - digit) / radix)
            {
                small = (radix * small) + digit;
                continue;
            }

            value = isSmall ? small : value;
            isSmall = false;
            value = (radix * value) + digit;
        }

        return isSmall ? small : value;
    }

    /// <summary>Computes the nearest double of a token of version 3, as <c>1_000.5e3</c>; infinity where there is none.</summary>
    public static double GroupedReal(string text, Token token)
    {
        if (text.IndexOf('_', token.Start, token.End - token.Start) < 0)
        {
            return Real(text, token);
        }

        string digits = text.Substring(token.Start, token.End - token.Start).Replace("_", "");
        return Real(digits, new(token.Kind, 0, digits.Length));
    }

    private static int Exponent(string text, int start, int end)
    {
        const int OutOfReach = 100_000;
        int sign = text[start] == '-' ? -1 : 1;
        int exponent = 0;
        for (int i = text[start] is '+' or '-' ? start + 1 : start; i < end && exponent < OutOfReach; i++)
        {
            exponent = (10 * exponent) + (text[i] - '0');
        }

        return sign * exponent;
    }

    private static double Parsed(string text, Token token)
    {
        string literal = text.Substring(token.Start, token.End - token.Start);
        return double.TryParse(literal, NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
            ? value
            : double.PositiveInfinity;
    }
}
