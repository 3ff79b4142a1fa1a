using System.Globalization;

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

    /// <summary>The nearest double; infinity where there is none.</summary>
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

    /// <summary>The integer of a token of digits, or null above <paramref name="largest"/>.</summary>
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
