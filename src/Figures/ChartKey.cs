namespace CutAwareQnn.Figures;

/// <summary>The key above a chart: a sample and a name for each series, in rows of the chart's width.</summary>
internal sealed class ChartKey
{
    private const double Size = 12.5;
    private const double SampleWidth = 26;
    private const double RowHeight = 19;
    private const double Air = 16;

    private readonly List<(Series Series, int Look, double X, double Y)> _entries = [];

    public ChartKey(Chart chart, double left, double right, double top)
    {
        Bottom = top;
        if (chart.Series.Count < 2)
        {
            return;
        }

        double x = left;
        for (int i = 0; i < chart.Series.Count; i++)
        {
            Series series = chart.Series[i];
            double width = SampleWidth + 6 + SvgText.Width(series.Name, Size);
            if (x > left && x + width > right)
            {
                x = left;
                Bottom += RowHeight;
            }

            _entries.Add((series, series.Look ?? i, x, Bottom + (RowHeight / 2)));
            x += width + Air;
        }

        Bottom += RowHeight;
    }

    /// <summary>Where the chart goes on, in pixels from its top.</summary>
    public double Bottom { get; }

    public void Draw(ChartWriter svg)
    {
        foreach ((Series series, int look, double x, double y) in _entries)
        {
            svg.Open(look);
            if (series.Kind == SeriesKind.Bars)
            {
                svg.Bar(series, x + 5, y - 6, SampleWidth - 10, 12);
            }
            else
            {
                if (series.Kind != SeriesKind.Points)
                {
                    svg.Line(series, look, $"M{SvgText.Number(x)} {SvgText.Number(y)}h{SvgText.Number(SampleWidth)}");
                }

                if (series.HasMarks())
                {
                    svg.Mark(look, x + (SampleWidth / 2), y);
                }
            }

            svg.Close();
            svg.Text("f-label", x + SampleWidth + 6, y + 4.5, series.Name);
        }
    }
}
