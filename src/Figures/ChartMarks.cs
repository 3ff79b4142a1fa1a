using static CutAwareQnn.Figures.SvgText;

namespace CutAwareQnn.Figures;

/// <summary>Draws the series of a chart.</summary>
internal static class ChartMarks
{
    // Above this a line's marks would hide it.
    private const int MostMarks = 24;

    private const double WhiskerReach = 4;
    private const double Aside = 5;

    /// <summary>Returns whether a series has marks at its points.</summary>
    public static bool HasMarks(this Series series) =>
        series.Kind == SeriesKind.Points
            || (series is { Kind: SeriesKind.Line, IsReference: false, IsFaint: false } && series.Points.Count <= MostMarks);

    /// <summary>Draws all series, intervals below what they belong to.</summary>
    public static void Draw(ChartWriter svg, Chart chart, ChartArea area)
    {
        Series[] bars = [.. chart.Series.Where(s => s.Kind == SeriesKind.Bars)];
        for (int i = 0; i < chart.Series.Count; i++)
        {
            Series series = chart.Series[i];
            int look = series.Look ?? i;
            svg.Open(look);
            if (series.Kind == SeriesKind.Bars)
            {
                DrawBars(svg, series, Array.IndexOf(bars, series), bars.Length, area);
            }
            else
            {
                DrawLine(svg, series, look, area, Shift(chart, series));
            }

            svg.Close();
        }
    }

    // Intervals in one category would lie upon each other.
    private static double Shift(Chart chart, Series series)
    {
        Series[] neighbours = [.. chart.Series.Where(s => s.Kind != SeriesKind.Bars && !s.IsReference)];
        int place = Array.IndexOf(neighbours, series);
        return chart.X.Categories is null || place < 0 ? 0 : 2 * Aside * (place - ((neighbours.Length - 1) / 2.0));
    }

    private static void DrawBars(ChartWriter svg, Series series, int place, int count, ChartArea area)
    {
        double group = Math.Min(0.76 * area.CategoryWidth, 46 * count);
        double width = group / count;
        double ground = area.Vertical.Axis.Scale == AxisScale.Logarithmic ? area.Bottom : area.Y(0);
        foreach (ChartPoint point in series.Points)
        {
            double x = area.X(point.X) - (group / 2) + (width * place);
            double y = area.Y(point.Y);
            svg.Bar(series, x + 1, Math.Min(y, ground), width - 2, Math.Abs(ground - y));
            DrawWhisker(svg, point, x + (width / 2), area, " f-over");
        }
    }

    private static void DrawLine(ChartWriter svg, Series series, int look, ChartArea area, double shift)
    {
        (double X, double Y)[] places = [.. series.Points.Select(p => (area.X(p.X) + shift, area.Y(p.Y)))];
        ChartPoint[] held = [.. series.Points.Where(p => p.Lower is not null)];
        if (series.Interval == IntervalStyle.Band && held.Length > 1)
        {
            svg.Path(
                "f-band",
                $"M{Join(held.Select(p => (area.X(p.X) + shift, area.Y(p.Upper!.Value))))}"
                + $"L{Join(held.Reverse().Select(p => (area.X(p.X) + shift, area.Y(p.Lower!.Value))))}Z");
        }

        if (series.Kind != SeriesKind.Points)
        {
            svg.Line(series, look, series.Kind == SeriesKind.Steps
                ? $"M{Number(places[0].X)} "
                    + $"{Number(places[0].Y)}{string.Concat(places.Skip(1).Select(p => $"H{Number(p.X)}V{Number(p.Y)}"))}"
                : $"M{Join(places)}");
        }

        for (int i = 0; i < places.Length; i++)
        {
            if (series.Interval == IntervalStyle.Whiskers)
            {
                DrawWhisker(svg, series.Points[i], places[i].X, area, "");
            }

            if (series.HasMarks())
            {
                svg.Mark(look, places[i].X, places[i].Y);
            }
        }
    }

    private static void DrawWhisker(ChartWriter svg, ChartPoint point, double x, ChartArea area, string look)
    {
        if (point is { Lower: { } lower, Upper: { } upper } && upper > lower)
        {
            string ends = $"M{Number(x - WhiskerReach)} {Number(area.Y(upper))}h{Number(2 * WhiskerReach)}";
            string foot = $"M{Number(x - WhiskerReach)} {Number(area.Y(lower))}h{Number(2 * WhiskerReach)}";
            svg.Path("f-whisker" + look, $"{ends}{foot}M{Number(x)} {Number(area.Y(upper))}V{Number(area.Y(lower))}");
        }
    }

    private static string Join(IEnumerable<(double X, double Y)> places) =>
        string.Join('L', places.Select(p => $"{Number(p.X)} {Number(p.Y)}"));
}
