using System.Globalization;
using CutAwareQnn.Learning;

namespace CutAwareQnn.Experiments;

/// <summary>How numbers are written in the tables of a report.</summary>
internal static class Cells
{
    public static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>Returns a share in percent, without its sign: the heading has it.</summary>
    public static string Percent(double share) => (100 * share).ToString("F1", CultureInfo.InvariantCulture);

    /// <summary>Returns three significant digits, and all of a number from a thousand.</summary>
    public static string Number(double value) => Math.Abs(value) switch
    {
        0 => "0",
        >= 1e15 or < 1e-4 => value.ToString("0.##e0", CultureInfo.InvariantCulture),
        >= 999.5 => value.ToString("N0", CultureInfo.InvariantCulture),
        _ => value.ToString("G3", CultureInfo.InvariantCulture),
    };

    /// <summary>Formats with four digits after the point.</summary>
    public static string Fine(double value) => value.ToString("F4", CultureInfo.InvariantCulture);

    /// <summary>Returns a duration in the unit that suits it.</summary>
    public static string Time(double seconds) => seconds switch
    {
        0 => "0",
        < 0.9995e-3 => $"{Number(1e6 * seconds)} µs",
        < 0.9995 => $"{Number(1e3 * seconds)} ms",
        _ => $"{Number(seconds)} s",
    };

    /// <summary>Returns a median with its interval.</summary>
    /// <param name="interval">Null for none: a dash.</param>
    /// <param name="text">How a number is written.</param>
    /// <param name="count">Of how many values: of one there is no interval.</param>
    public static string Of(BootstrapInterval? interval, Func<double, string> text, int count = int.MaxValue) => interval is null ? "–"
        : count == 1 ? text(interval.Median)
        : $"{text(interval.Median)} [{text(interval.Lower)}, {text(interval.Upper)}]";
}
