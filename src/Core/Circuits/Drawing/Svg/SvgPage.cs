using static CutAwareQnn.Circuits.SvgStyle;

namespace CutAwareQnn.Circuits;

/// <summary>One page of an SVG drawing: rows, wires and labels below the figures.</summary>
internal sealed class SvgPage
{
    private readonly SvgWriter _svg;
    private readonly CircuitLayout _layout;
    private readonly Page _page;
    private readonly int _top;
    private readonly int _width;
    private readonly int _left;

    public SvgPage(SvgWriter svg, CircuitLayout layout, Page page, int top, int width)
    {
        _svg = svg;
        _layout = layout;
        _page = page;
        _top = top;
        _width = width;
        _left = Gap + (Unit * layout.Margin);
    }

    /// <summary>The height of the classical line, in pixels from the top.</summary>
    public int ClassicalY => RowY(_layout.Circuit.QubitCount);

    /// <summary>Returns the height of a qubit's wire, in pixels from the top.</summary>
    public int RowY(int qubit) => _top + (RowHeight * qubit) + (RowHeight / 2);

    /// <summary>Returns the left edge of a character, in pixels.</summary>
    public int X(int column) => _left + (Unit * column);

    public void Draw(bool isFirst, bool isLast)
    {
        int end = X(_page.Width);
        var colours = new Dictionary<char, int>();
        for (int qubit = 0; qubit < _layout.Circuit.QubitCount; qubit++)
        {
            if (_layout.Fragments is { } fragments)
            {
                if (!colours.TryGetValue(fragments[qubit], out int colour))
                {
                    colours.Add(fragments[qubit], colour = colours.Count % FragmentColourCount);
                }

                _svg.Rectangle($"f{colour}", 0, RowY(qubit) - (RowHeight / 2), _width, RowHeight);
            }

            _svg.Text("end", _left - Unit, RowY(qubit), _layout.QubitLabel(qubit));
        }

        _svg.Path("wire", string.Concat(
            Enumerable.Range(0, _layout.Circuit.QubitCount).Select(qubit => $"M{_left} {RowY(qubit)}H{end}")));
        if (_layout.HasBits)
        {
            _svg.Text("end", _left - Unit, ClassicalY, _layout.BitLabel);
            _svg.Path("wire", $"M{_left} {ClassicalY - 2}H{end}M{_left} {ClassicalY + 2}H{end}");
        }

        foreach (PlacedFigure placed in _page.Figures)
        {
            new SvgFigure(_svg, this, placed.Figure, placed.Left).Draw();
        }

        // Where the wires go on, on every row.
        if (!isFirst)
        {
            Fold(X(0));
        }

        if (!isLast)
        {
            Fold(end);
        }
    }

    private void Fold(int x) => _svg.Path("line", $"M{x} {RowY(0) - BoxRise}V{RowY(_layout.Circuit.QubitCount - 1) + BoxRise}");
}
