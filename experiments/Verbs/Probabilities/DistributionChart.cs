using System.Globalization;
using CutAwareQnn.Figures;

namespace CutAwareQnn.Experiments;

/// <summary>
/// A distribution as a figure: a bar per bit string where they are few, else the cumulated probability over all strings in ascending order.
/// </summary>
internal static class DistributionChart
{
    private const int MostBars = 64;

    // Longer strings have no room below their bars.
    private const int LongestLabel = 8;

    private const int MostPoints = 2048;

    /// <summary>Draws the figure.</summary>
    /// <param name="listed">
    /// Bit strings, or patterns in which * means either value; with many of them they cover every string once, in ascending order.
    /// </param>
    /// <param name="name">What the figure is of.</param>
    public static string Draw(IReadOnlyList<ListedString> listed, string name) =>
        ChartSvg.DrawAlone(listed.Count <= MostBars ? Bars(listed, name) : Cumulated(listed, name));

    private static Chart Bars(IReadOnlyList<ListedString> listed, string name) => new(
        "distribution",
        $"Probabilities of {name}",
        "The probability of each bit string; the rightmost bit is the lowest qubit. Whiskers are standard errors.",
        new("bit string")
        {
            Categories =
            [
                .. listed.Select(
                    (s, i) => s.Bits.Length <= LongestLabel ? s.Bits : string.Create(CultureInfo.InvariantCulture, $"#{i + 1}")),
            ],
        },
        new("probability") { Lower = 0 },
        [new("probability", SeriesKind.Bars, [.. listed.Select((s, i) => s.StandardError == 0
            ? new ChartPoint(i, s.Probability)
            : new ChartPoint(i, s.Probability, s.Probability - s.StandardError, s.Probability + s.StandardError))])]);

    private static Chart Cumulated(IReadOnlyList<ListedString> listed, string name)
    {
        var points = new List<ChartPoint>();
        double sum = 0;
        int stride = (listed.Count + MostPoints - 1) / MostPoints;
        for (int i = 0; i < listed.Count; i++)
        {
            if (i % stride == 0)
            {
                points.Add(new(Place(listed[i].Bits), sum));
            }

            sum += listed[i].Probability;
        }

        points.Add(new(1, sum));
        return new(
            "distribution",
            $"Cumulated probabilities of {name}",
            "The probability of all bit strings up to a place; strings are in ascending order from 00…0 to 11…1. A steep rise is a "
            + "likely string.",
            new("bit string as a binary fraction") { Lower = 0, Upper = 1 },
            new("cumulated probability") { Lower = 0, Upper = 1 },
            [new("cumulated", SeriesKind.Line, points)]);
    }

    // 0.b1b2b3… of the lowest string of a pattern.
    private static double Place(string pattern)
    {
        double place = 0;
        double weight = 0.5;
        foreach (char bit in pattern)
        {
            place += bit == '1' ? weight : 0;
            weight /= 2;
        }

        return place;
    }
}
