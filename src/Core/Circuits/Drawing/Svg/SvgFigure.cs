using static CutAwareQnn.Circuits.SvgStyle;

namespace CutAwareQnn.Circuits;

/// <summary>Draws one figure into a page of SVG.</summary>
internal readonly struct SvgFigure
{
    private const int DotRadius = 4;
    private const int PlusRadius = 8;
    private const int CrossReach = 6;
    private const int ScissorsReach = 6;

    private readonly SvgWriter _svg;
    private readonly SvgPage _page;
    private readonly Figure _figure;
    private readonly int _left;
    private readonly int _x;

    public SvgFigure(SvgWriter svg, SvgPage page, Figure figure, int left)
    {
        _svg = svg;
        _page = page;
        _figure = figure;
        _left = left;
        _x = page.X(left + figure.Anchor) + (Unit / 2);
    }

    private string LineLook => _figure.IsCut ? "cut dashed" : "line";

    public void Draw()
    {
        _svg.Open(_figure.Title);
        if (_figure.End is { } end)
        {
            DrawEnd(end);
        }

        if (_figure.Name is { } name)
        {
            DrawFrame(name);
        }
        else if (!_figure.IsBarrier && _figure.Bottom > _figure.Top)
        {
            DrawLine();
        }

        foreach (Node node in _figure.Nodes)
        {
            Draw(node, _page.RowY(node.Qubit));
        }

        _svg.Close();
    }

    private void Draw(Node node, int y)
    {
        int left = _page.X(_left + _figure.Anchor - (node.Width / 2));
        int width = Unit * node.Width;
        switch (node.Kind)
        {
            case NodeKind.Box:
                _svg.Rectangle("box", left, y - BoxRise, width, 2 * BoxRise);
                _svg.Text("middle", left + (width / 2), y, node.Text);
                break;
            case NodeKind.Port:
                _svg.Text("start", _page.X(_left + _figure.FrameLeft) + (Unit / 2), y, node.Text);
                break;
            case NodeKind.Control:
                _svg.Circle("dot", _x, y, DotRadius);
                break;
            case NodeKind.OpenControl:
                _svg.Circle("open", _x, y, DotRadius);
                break;
            case NodeKind.Plus:
                _svg.Circle("open", _x, y, PlusRadius);
                _svg.Path("line", $"M{_x - PlusRadius} {y}H{_x + PlusRadius}M{_x} {y - PlusRadius}V{y + PlusRadius}");
                break;
            case NodeKind.Cross:
                _svg.Path(
                    "line",
                    $"M{_x - CrossReach} {y - CrossReach}L{_x + CrossReach} {y + CrossReach}"
                    + $"M{_x - CrossReach} {y + CrossReach}L{_x + CrossReach} {y - CrossReach}");
                break;
            case NodeKind.Meter:
                _svg.Rectangle("box", left, y - BoxRise, width, 2 * BoxRise);
                _svg.Path("line", $"M{_x - 9} {y + 6}A9 9 0 0 1 {_x + 9} {y + 6}M{_x} {y + 6}L{_x + 7} {y - 8}");
                break;
            case NodeKind.Ket:
                _svg.Rectangle("paper", left, y - BoxRise, width, 2 * BoxRise);
                _svg.Text("middle", left + (width / 2), y, "|0⟩");
                break;
            case NodeKind.Barrier:
                _svg.Rectangle("barrier", _x - (Unit / 2), y - (RowHeight / 2), Unit, RowHeight);
                break;
            case NodeKind.WireCut:
                DrawScissors(_x, y);
                break;
        }
    }

    private void DrawLine()
    {
        int first = _page.RowY(_figure.Top);
        _svg.Path(LineLook, $"M{_x} {first}V{_page.RowY(_figure.Bottom)}");
        if (_figure.CutQubit is { } qubit)
        {
            // Between a box or a dot and what is on the next wire.
            DrawScissors(_x, _page.RowY(qubit) + (_figure.HasBordersOn(qubit) ? BoxRise + ScissorsReach + 4 : BoxRise));
        }

        if (_figure.Aside.Length > 0)
        {
            _svg.Text("start", _x + 7, first + (RowHeight / 2), _figure.Aside);
        }
    }

    private void DrawFrame(string name)
    {
        int left = _page.X(_left + _figure.FrameLeft);
        int right = left + (Unit * _figure.FrameWidth);
        int top = _page.RowY(_figure.Top) - BoxRise;
        _svg.Rectangle(_figure.IsCut ? "frame cut dashed" : "box", left, top, right - left, _page.RowY(_figure.Bottom) + BoxRise - top);

        // Wires that are no argument run through.
        var ports = new HashSet<int>(_figure.Nodes.Select(n => n.Qubit));
        for (int row = _figure.Top; row < _figure.Bottom; row++)
        {
            if (!ports.Contains(row))
            {
                _svg.Path("wire", $"M{left} {_page.RowY(row)}H{right}");
            }
        }

        int middle = _page.RowY((_figure.Top + _figure.Bottom - 1) / 2) + (RowHeight / 2);
        _svg.Text("middle", (left + right) / 2, middle, name);
        if (_figure.CutQubit is { } qubit)
        {
            int y = _page.RowY(qubit) + (RowHeight / 2);
            DrawScissors(left, y);
            DrawScissors(right, y);
        }
    }

    // Two strokes aslant, on a wire as on a connection.
    private void DrawScissors(int x, int y) => _svg.Path(
        "cut",
        $"M{x - 7} {y + ScissorsReach}L{x + 1} {y - ScissorsReach}M{x - 1} {y + ScissorsReach}L{x + 7} {y - ScissorsReach}");

    private void DrawEnd(ClassicalEnd end)
    {
        int first = _page.RowY(_figure.Bottom);
        int y = _page.ClassicalY;
        _svg.Path("line", $"M{_x - 2} {first}V{y}M{_x + 2} {first}V{y}");
        if (end.IsWritten)
        {
            _svg.Path("dot", $"M{_x - 6} {y - 9}H{_x + 6}L{_x} {y + 2}Z");
        }
        else
        {
            _svg.Circle("dot", _x, y, DotRadius + 1);
        }

        _svg.Text("middle", _x, y + (RowHeight / 2), end.Text);
    }
}
