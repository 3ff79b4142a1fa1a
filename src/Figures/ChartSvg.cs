using static CutAwareQnn.Figures.SvgText;

namespace CutAwareQnn.Figures;

/// <summary>Draws charts as SVG: the same chart gives the same text.</summary>
public static class ChartSvg
{
    private const double PageWidth = 480;
    private const double PlotHeight = 216;
    private const double Margin = 10;
    private const double TitleSize = 14.5;
    private const double TitleLine = 19;

    // Semibold letters are wider.
    private const double TitleWidth = 1.08 * TitleSize;
    private const double TickSize = 12;
    private const double TickLine = 15;

    /// <summary>Draws a chart for a page that has <see cref="FigureStyle.Sheet"/>; it takes the page's text colour and paper.</summary>
    /// <exception cref="FigureException">The chart cannot be drawn: <see cref="Chart.Check"/>.</exception>
    public static string Draw(Chart chart) => Draw(chart, isAlone: false);

    /// <summary>Draws a chart as a file of its own, with its style and paper.</summary>
    /// <inheritdoc cref="Draw(Chart)"/>
    public static string DrawAlone(Chart chart) => Draw(chart, isAlone: true);

    private static string Draw(Chart chart, bool isAlone)
    {
        chart.Check();
        var x = ChartScale.Horizontal(chart);
        var y = ChartScale.Vertical(chart);
        IReadOnlyList<string> title = Wrap(chart.Title, TitleWidth, PageWidth - (2 * Margin));
        var key = new ChartKey(chart, Margin, PageWidth - Margin, Margin + (TitleLine * title.Count) + 4);
        double left = Margin + 6 + y.Ticks.Max(t => Width(Ticks.Text(t), TickSize));
        double top = key.Bottom + 30;
        var area = new ChartArea(x, y, left, top, PageWidth - Margin - 6, top + PlotHeight);
        IReadOnlyList<string>[] names = x.Axis.Categories is { } categories
            ? [.. categories.Select(c => Wrap(c, TickSize, area.CategoryWidth - 4))]
            : [.. x.Ticks.Select(t => (IReadOnlyList<string>)[Ticks.Text(t)])];
        double foot = area.Bottom + 8 + (TickLine * names.Max(n => n.Count));
        string height = Number(foot + 20 + Margin);

        var svg = new ChartWriter();
        svg.Raw(
            $"<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"f\" viewBox=\"0 0 {Number(PageWidth)} {height}\" "
            + $"width=\"{Number(PageWidth)}\" height=\"{height}\" role=\"img\" aria-labelledby=\"{chart.Name}-title {chart.Name}-text\">");
        svg.Raw($"<title id=\"{chart.Name}-title\">{Escape(chart.Title)}</title>");
        svg.Raw($"<desc id=\"{chart.Name}-text\">{Escape(chart.Description)}</desc>");
        if (isAlone)
        {
            svg.Raw($"<style>{FigureStyle.Sheet}</style>");
            svg.Raw($"<rect class=\"f-paper\" width=\"{Number(PageWidth)}\" height=\"{height}\"/>");
        }

        for (int line = 0; line < title.Count; line++)
        {
            svg.Text("f-title", Margin, Margin + 13 + (TitleLine * line), title[line]);
        }

        key.Draw(svg);
        svg.Text("f-label", Margin, key.Bottom + 15, y.Axis.Text);
        DrawAxes(svg, area, names);
        svg.Text("f-label f-mid", (area.Left + area.Right) / 2, foot + 15, x.Axis.Text);
        ChartMarks.Draw(svg, chart, area);
        svg.Raw("</svg>");
        return svg.ToString();
    }

    private static void DrawAxes(ChartWriter svg, ChartArea area, IReadOnlyList<string>[] names)
    {
        foreach (double tick in area.Vertical.Ticks)
        {
            svg.Path("f-grid", $"M{Number(area.Left)} {Number(area.Y(tick))}H{Number(area.Right)}");
            svg.Text("f-tick f-end", area.Left - 6, area.Y(tick) + 4, Ticks.Text(tick));
        }

        svg.Path("f-axis", $"M{Number(area.Left)} {Number(area.Bottom)}H{Number(area.Right)}");
        double free = double.NegativeInfinity;
        for (int i = 0; i < names.Length; i++)
        {
            double x = area.X(area.Horizontal.Ticks[i]);
            double half = names[i].Max(line => Width(line, TickSize)) / 2;
            svg.Path("f-axis", $"M{Number(x)} {Number(area.Bottom)}v4");
            if (x - half < free)
            {
                continue;
            }

            free = x + half + 4;
            for (int line = 0; line < names[i].Count; line++)
            {
                svg.Text("f-tick f-mid", x, area.Bottom + 17 + (TickLine * line), names[i][line]);
            }
        }
    }
}
