using System.Globalization;
using System.Text;

namespace CutAwareQnn.Circuits;

/// <summary>Writes SVG elements, one per line; coordinates are whole pixels.</summary>
internal sealed class SvgWriter
{
    private readonly StringBuilder _text = new();

    /// <summary>Escapes text between tags or in an attribute.</summary>
    public static string Escape(string text) => DrawnText.Fit(text, int.MaxValue)
        .Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;").Replace("\"", "&quot;");

    public void Line(string markup) => _text.Append(markup).Append('\n');

    public void Open(string title) => Line($"<g><title>{Escape(title)}</title>");

    public void Close() => Line("</g>");

    public void Path(string look, string data) => Line($"<path class=\"{look}\" d=\"{data}\"/>");

    public void Rectangle(string look, int left, int top, int width, int height) =>
        Line($"<rect class=\"{look}\" x=\"{Number(left)}\" y=\"{Number(top)}\" width=\"{Number(width)}\" height=\"{Number(height)}\"/>");

    public void Circle(string look, int x, int y, int radius) =>
        Line($"<circle class=\"{look}\" cx=\"{Number(x)}\" cy=\"{Number(y)}\" r=\"{Number(radius)}\"/>");

    /// <summary>Writes text whose middle height is at <paramref name="y"/>.</summary>
    /// <param name="look">Where <paramref name="x"/> is: start, middle or end.</param>
    /// <param name="x">In pixels.</param>
    /// <param name="y">In pixels.</param>
    /// <param name="text">Not yet escaped.</param>
    public void Text(string look, int x, int y, string text) =>
        Line($"<text class=\"{look}\" x=\"{Number(x)}\" y=\"{Number(y)}\">{Escape(text)}</text>");

    public override string ToString() => _text.ToString();

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
