using System.Globalization;

namespace CutAwareQnn.Circuits;

/// <summary>Numbers as OpenQASM writes them; simple fractions of π as such.</summary>
internal static class RadianText
{
    private const int LargestNumerator = 16;

    private static readonly int[] Denominators = [1, 2, 3, 4, 6, 8, 16, 32];

    /// <summary>Returns the text of a number from 0 that reads back to the same bits.</summary>
    public static string Of(double number)
    {
        foreach (int denominator in Denominators)
        {
            double numerator = Math.Round(number * denominator / Math.PI);
            if (numerator is >= 1 and <= LargestNumerator && numerator * Math.PI / denominator == number)
            {
                return (numerator == 1 ? "pi" : Invariant(numerator) + "*pi") + (denominator == 1 ? "" : "/" + Invariant(denominator));
            }
        }

        string text = number.ToString("R", CultureInfo.InvariantCulture);
        int exponent = text.IndexOf('E');
        return exponent < 0 || text.IndexOf('.') >= 0 ? text : text.Insert(exponent, ".0");
    }

    private static string Invariant(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
