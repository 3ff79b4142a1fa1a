using System.Globalization;

namespace CutAwareQnn.Figures;

/// <summary>Round numbers along an axis.</summary>
public static class Ticks
{
    private const int MostDecades = 7;

    /// <summary>Returns whole multiples of 1, 2 or 5 times a power of ten, within a range.</summary>
    /// <param name="lower">The range's lower end, finite.</param>
    /// <param name="upper">Its upper end, finite and above.</param>
    /// <param name="count">How many steps there should be about, at least 2.</param>
    public static IReadOnlyList<double> Linear(double lower, double upper, int count)
    {
        var step = RoundStep.About((upper - lower) / count);
        long first = (long)Math.Ceiling((lower / step.Size) - 1e-9);
        long last = (long)Math.Floor((upper / step.Size) + 1e-9);
        return [.. Enumerable.Range(0, (int)(last - first + 1)).Select(i => step.Times(first + i))];
    }

    /// <summary>
    /// Returns powers of ten within a range, with the numbers twice and five times as large where it holds few; round numbers below a
    /// decade.
    /// </summary>
    /// <param name="lower">The range's lower end, above 0.</param>
    /// <param name="upper">Its upper end, above.</param>
    public static IReadOnlyList<double> Logarithmic(double lower, double upper)
    {
        double span = Math.Log10(upper / lower);
        if (span < 1)
        {
            return Linear(lower, upper, 4);
        }

        int every = (int)Math.Ceiling(span / MostDecades);
        int[] digits = span <= 2.5 ? [1, 2, 5] : [1];
        int first = (int)Math.Floor(Math.Log10(lower));
        int last = (int)Math.Ceiling(Math.Log10(upper));
        return
        [
            .. from decade in Enumerable.Range(first, last - first + 1)
               where decade % every == 0
               from digit in digits
               let tick = new RoundStep(digit, decade).Size
               where tick >= lower * (1 - 1e-9) && tick <= upper * (1 + 1e-9)
               select tick,
        ];
    }

    /// <summary>Returns a range with its ends moved out to the multiples of <see cref="Linear"/>'s step.</summary>
    public static (double Lower, double Upper) Widen(double lower, double upper, int count)
    {
        var step = RoundStep.About((upper - lower) / count);
        return (step.Times((long)Math.Floor((lower / step.Size) + 1e-9)), step.Times((long)Math.Ceiling((upper / step.Size) - 1e-9)));
    }

    /// <summary>Returns a tick as it is read: digits with separators of thousands, or a power of ten.</summary>
    public static string Text(double tick)
    {
        double size = Math.Abs(tick);
        if (size == 0 || (size >= 0.999e-4 && size < 1e6))
        {
            return Minus(tick.ToString("#,0.##########", CultureInfo.InvariantCulture));
        }

        int exponent = (int)Math.Floor(Math.Log10(size) + 1e-9);
        string digits = Minus((tick / new RoundStep(1, exponent).Size).ToString("0.######", CultureInfo.InvariantCulture));
        string power = "10" + string.Concat(exponent.ToString(CultureInfo.InvariantCulture).Select(Raised));
        return digits == "1" ? power : $"{digits}·{power}";
    }

    private static string Minus(string number) => number.Replace('-', '−');

    private static char Raised(char digit) => digit switch
    {
        '-' => '⁻',
        '1' => '¹',
        '2' => '²',
        '3' => '³',
        _ => (char)('⁰' + (digit - '0')),
    };

    // Digit·10^Exponent, kept apart so that multiples are the doubles nearest to the decimal numbers: three steps of 0.1 are 0.3.
    private readonly record struct RoundStep(int Digit, int Exponent)
    {
        public double Size => Times(1);

        public static RoundStep About(double size)
        {
            int exponent = (int)Math.Floor(Math.Log10(size));
            double digits = size / new RoundStep(1, exponent).Size;
            return digits < 1.5
                ? new(1, exponent)
                : digits < 3.5 ? new(2, exponent) : digits < 7.5 ? new(5, exponent) : new(1, exponent + 1);
        }

        public double Times(long count) => Exponent >= 0
            ? count * Digit * Math.Pow(10, Exponent)
            : count * Digit / Math.Pow(10, -Exponent);
    }
}
