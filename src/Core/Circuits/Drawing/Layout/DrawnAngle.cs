using System.Globalization;

namespace CutAwareQnn.Circuits;

/// <summary>Angles as a drawing shows them: short numbers, multiples of π, symbols under names of the caller's choice.</summary>
internal static class DrawnAngle
{
    // Relative. Fifteen digits of π/8, as files write it, are within; a random angle is taken for a multiple once in ten million.
    private const double Rounding = 1e-11;

    private const int LargestNumerator = 64;

    private static readonly int[] Denominators = [1, 2, 3, 4, 5, 6, 8, 10, 12, 16, 32, 64, 128, 256, 512, 1024];

    /// <summary>Returns the expression of the angle, its numbers shortened and its symbols renamed.</summary>
    public static string Of(Angle angle, Func<Symbol, string>? symbolName = null) =>
        AngleText.Of(angle, symbolName ?? (s => s.ToString()), "^", Magnitude);

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
}
