using System.Globalization;
using System.Text.RegularExpressions;

namespace CutAwareQnn.Figures;

/// <summary>A figure as data: what <see cref="ChartSvg"/> draws.</summary>
/// <param name="Name">Names its file and marks it on a page: small letters, digits and hyphens.</param>
/// <param name="Title">One line above it.</param>
/// <param name="Description">What it shows, for those who do not see it, and the caption: one to three sentences.</param>
/// <param name="X">The horizontal axis.</param>
/// <param name="Y">The vertical axis.</param>
/// <param name="Series">At least one, drawn in this order.</param>
public sealed partial record Chart(string Name, string Title, string Description, Axis X, Axis Y, IReadOnlyList<Series> Series)
{
    /// <summary>Refuses what cannot be drawn.</summary>
    /// <exception cref="FigureException">
    /// A name that is none of a file, no series, a series without points, a value that is not finite or not above 0 on a logarithmic axis,
    /// half an interval or one without its point, a point outside of the categories, bars without them.
    /// </exception>
    public void Check()
    {
        if (!FileName().IsMatch(Name))
        {
            throw new FigureException($"figure name \"{Name}\" has other characters; give small letters, digits and hyphens");
        }

        if (Series.Count == 0 || Series.FirstOrDefault(s => s.Points.Count == 0) is not null)
        {
            throw new FigureException(
                $"figure {Name} has {(Series.Count == 0 ? "no series" : "a series without points")}; give at least one");
        }

        foreach ((Series series, ChartPoint point) in Series.SelectMany(s => s.Points.Select(p => (s, p))))
        {
            if (Fault(series, point) is { } fault)
            {
                throw new FigureException(string.Create(
                    CultureInfo.InvariantCulture, $"figure {Name}: point ({point.X}, {point.Y}) of \"{series.Name}\" {fault}"));
            }
        }
    }

    private string? Fault(Series series, ChartPoint point)
    {
        double[] heights = point is { Lower: { } lower, Upper: { } upper } ? [point.Y, lower, upper] : [point.Y];
        return heights.Append(point.X).Any(v => !double.IsFinite(v)) ? "is not finite; leave it out"
            : point.Lower is null != point.Upper is null ? "has half an interval; give both ends or none"
            : point.Lower > point.Y || point.Upper < point.Y ? "is outside of its interval; give one that holds it"
            : X.Scale == AxisScale.Logarithmic && point.X <= 0 ? "has no place on a logarithmic axis; give an x above 0"
            : Y.Scale == AxisScale.Logarithmic && heights.Min() <= 0 ? "has no place on a logarithmic axis; give values above 0"
            : X.Categories is { } names
                && !(
                    point.X >= 0
                        && point.X <= names.Count - 1) ? $"is in none of the {names.Count} categories; give an x from 0 to "
                            + $"{names.Count - 1}"
            : series.Kind == SeriesKind.Bars
                && (
                    X.Categories is null
                        || point.X != Math.Floor(point.X)) ? "is a bar without a category; name the categories and give whole numbers"
            : null;
    }

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*$")]
    private static partial Regex FileName();
}
