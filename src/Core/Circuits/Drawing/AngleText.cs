using System.Globalization;
using System.Text;

namespace CutAwareQnn.Circuits;

/// <summary>Angles as a drawing shows them: short numbers, multiples of π, symbols under names of the caller's choice.</summary>
internal static class AngleText
{
    // Relative. Fifteen digits of π/8, as files write it, are within; a random angle is taken for a multiple once in ten million.
    private const double Rounding = 1e-11;

    private const int LargestNumerator = 64;

    private static readonly int[] Denominators = [1, 2, 3, 4, 5, 6, 8, 10, 12, 16, 32, 64, 128, 256, 512, 1024];

    /// <summary>The angle's own text with its numbers and symbols rewritten; whatever else it holds stays.</summary>
    public static string Of(Angle angle, Func<Symbol, string>? symbolName = null)
    {
        string text = angle.ToString();
        var shown = new StringBuilder();
        int at = 0;
        while (at < text.Length)
        {
            int start = at;
            if (char.IsDigit(text[at]))
            {
                at = NumberEnd(text, at);
                shown.Append(Number(text.Substring(start, at - start)));
            }
            else if (char.IsLetter(text[at]))
            {
                at = NameEnd(text, at);
                shown.Append(Name(text.Substring(start, at - start), symbolName));
            }
            else
            {
                shown.Append(text[at++]);
            }
        }

        return shown.ToString();
    }

    // A number of at least 0: a whole number below a million, a multiple of π, or five digits.
    private static string Magnitude(double magnitude)
    {
        if (magnitude < 1e6 && magnitude == Math.Floor(magnitude))
        {
            return magnitude.ToString("F0", CultureInfo.InvariantCulture);
        }

        foreach (int denominator in Denominators)
        {
            double multiple = magnitude * denominator / Math.PI;
            double numerator = Math.Round(multiple);
            if (numerator >= 1 && numerator <= LargestNumerator && Math.Abs(multiple - numerator) <= Rounding * numerator)
            {
                return (numerator == 1 ? "" : numerator.ToString("F0", CultureInfo.InvariantCulture)) + "π"
                    + (denominator == 1 ? "" : "/" + denominator.ToString(CultureInfo.InvariantCulture));
            }
        }

        return magnitude.ToString("G5", CultureInfo.InvariantCulture);
    }

    private static string Number(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) ? Magnitude(value) : text;

    private static string Name(string text, Func<Symbol, string>? symbolName)
    {
        string[] parts = text.Split('[', ']');
        if (parts.Length != 3 || (parts[0] != "x" && parts[0] != "w")
            || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out int index))
        {
            return text == "pi" ? "π" : text;
        }

        return symbolName?.Invoke(new(parts[0] == "x" ? SymbolKind.Feature : SymbolKind.Weight, index)) ?? text;
    }

    private static int NumberEnd(string text, int at)
    {
        while (at < text.Length && (char.IsDigit(text[at]) || text[at] == '.'))
        {
            at++;
        }

        if (at < text.Length && (text[at] == 'E' || text[at] == 'e'))
        {
            int digits = at + 1 < text.Length && (text[at + 1] == '-' || text[at + 1] == '+') ? at + 2 : at + 1;
            while (digits < text.Length && char.IsDigit(text[digits]))
            {
                at = ++digits;
            }
        }

        return at;
    }

    // A letter, letters and digits, and an index in brackets if there is one.
    private static int NameEnd(string text, int at)
    {
        while (at < text.Length && (char.IsLetterOrDigit(text[at]) || text[at] == '_'))
        {
            at++;
        }

        int close = at < text.Length && text[at] == '[' ? text.IndexOf(']', at) : -1;
        return close < 0 ? at : close + 1;
    }
}
