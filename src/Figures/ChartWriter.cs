using System.Text;

namespace CutAwareQnn.Figures;

/// <summary>Writes the pieces of a figure, one per line.</summary>
internal sealed class ChartWriter
{
    private const double MarkRadius = 3.6;

    private readonly StringBuilder _text = new();

    public void Raw(string markup) => _text.Append(markup).Append('\n');

    /// <summary>Begins a group that has the colour of a look.</summary>
    public void Open(int look) => Raw($"<g class=\"f-{look % FigureStyle.LookCount}\">");

    public void Close() => Raw("</g>");

    public void Path(string look, string data) => Raw($"<path class=\"{look}\" d=\"{data}\"/>");

    /// <summary>Draws a line of a series: dashed as its look where it has no marks to distinguish it.</summary>
    public void Line(Series series, int look, string data)
    {
        string dash = FigureStyle.Dashes[look % FigureStyle.Dashes.Count];
        string own = series.IsReference || series.HasMarks() || dash == "none" ? "" : $" stroke-dasharray=\"{dash}\"";
        Raw($"<path class=\"f-line{(series.IsReference ? " f-ref" : series.IsFaint ? " f-faint" : "")}\" d=\"{data}\"{own}/>");
    }

    public void Bar(Series series, double x, double y, double width, double height) =>
        Raw(
            $"<rect class=\"f-bar{(series.IsReference ? " f-ref" : "")}\" x=\"{N(x)}\" y=\"{N(y)}\" width=\"{N(width)}\" "
            + $"height=\"{N(height)}\"/>");

    /// <summary>Draws the mark of a look: its shape identifies it where its colour does not.</summary>
    public void Mark(int look, double x, double y)
    {
        const double R = MarkRadius;
        string full = look % 2 == 0 ? " f-full" : "";
        Raw((look % FigureStyle.LookCount) switch
        {
            0 => $"<circle class=\"f-mark f-full\" cx=\"{N(x)}\" cy=\"{N(y)}\" r=\"{N(R)}\"/>",
            1 => $"<rect class=\"f-mark\" x=\"{N(x - R)}\" y=\"{N(y - R)}\" width=\"{N(2 * R)}\" height=\"{N(2 * R)}\"/>",
            2 => Polygon((0, -1.3), (1.2, 0.9), (-1.2, 0.9)),
            3 => Polygon((0, -1.35), (1.35, 0), (0, 1.35), (-1.35, 0)),
            4 => Polygon((0, 1.3), (1.2, -0.9), (-1.2, -0.9)),
            _ => $"<circle class=\"f-mark\" cx=\"{N(x)}\" cy=\"{N(y)}\" r=\"{N(R)}\"/>",
        });

        string Polygon(params (double X, double Y)[] corners) =>
            $"<path class=\"f-mark{full}\" d=\"M{string.Join('L', corners.Select(c => $"{N(x + (R * c.X))} {N(y + (R * c.Y))}"))}Z\"/>";
    }

    /// <summary>Draws text from its base line.</summary>
    public void Text(string look, double x, double y, string text) =>
        Raw($"<text class=\"{look}\" x=\"{N(x)}\" y=\"{N(y)}\">{SvgText.Escape(text)}</text>");

    public override string ToString() => _text.ToString();

    private static string N(double pixels) => SvgText.Number(pixels);
}
