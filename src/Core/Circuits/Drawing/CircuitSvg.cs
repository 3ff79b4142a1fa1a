using System.Globalization;
using static CutAwareQnn.Circuits.SvgStyle;

namespace CutAwareQnn.Circuits;

/// <summary>Draws circuits as SVG, in the layout of <see cref="CircuitDrawing"/>.</summary>
public static class CircuitSvg
{
    /// <summary>Draws a circuit.</summary>
    /// <param name="circuit">The circuit.</param>
    /// <param name="options">What to show; null for <see cref="DrawingOptions.Default"/>. A character of its width is 10 pixels.</param>
    /// <returns>
    /// One self-contained document in light and dark colours. Each figure has the full instruction as its title; cuts are red, and the
    /// rows of a fragment have one colour.
    /// </returns>
    /// <exception cref="CircuitException">
    /// The width is too small, a mark or the fragments do not fit the circuit, or the drawing would be larger than 20 million characters.
    /// </exception>
    public static string Draw(Circuit circuit, DrawingOptions? options = null)
    {
        CircuitLayout layout = CircuitLayout.Of(circuit, options ?? DrawingOptions.Default);
        int pageHeight = (RowHeight * circuit.QubitCount) + (layout.HasBits ? RowHeight + Gap : 0) + Gap;
        int pageWidth = (Unit * (layout.Margin + layout.Pages.Max(p => p.Width))) + (2 * Gap);
        string width = Number(pageWidth);
        string height = Number(((long)pageHeight * layout.Pages.Count) + Gap);
        var svg = new SvgWriter();
        svg.Line($"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\">");
        svg.Line(Sheet);
        svg.Line($"<rect class=\"paper\" width=\"{width}\" height=\"{height}\"/>");
        for (int page = 0; page < layout.Pages.Count; page++)
        {
            new SvgPage(svg, layout, layout.Pages[page], (pageHeight * page) + Gap, pageWidth)
                .Draw(isFirst: page == 0, isLast: page == layout.Pages.Count - 1);
        }

        svg.Line("</svg>");
        return svg.ToString();
    }

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
