namespace CutAwareQnn.Circuits;

/// <summary>Draws one figure into a page.</summary>
internal readonly struct TextFigure
{
    private readonly TextPage _page;
    private readonly Figure _figure;
    private readonly int _left;
    private readonly int _anchor;

    public TextFigure(TextPage page, Figure figure, int left)
    {
        _page = page;
        _figure = figure;
        _left = left;
        _anchor = left + figure.Anchor;
    }

    public void Draw()
    {
        if (_figure.IsBarrier)
        {
            DrawBarrier();
        }
        else if (_figure.Name is { } name)
        {
            DrawFrame(name);
        }
        else
        {
            DrawLine();
            foreach (Node node in _figure.Nodes)
            {
                Draw(node);
            }
        }

        if (_figure.End is { } end)
        {
            DrawEnd(end);
        }
    }

    private char Stroke => _figure.IsCut ? Strokes.Dashed : Strokes.Line;

    private void DrawLine()
    {
        int first = TextPage.WireLine(_figure.Top);
        int last = TextPage.WireLine(_figure.Bottom);
        for (int line = first + 1; line < last; line++)
        {
            _page[line, _anchor] = _page[line, _anchor] == '─' ? '┼' : Stroke;
        }

        if (first == last)
        {
            return;
        }

        _page.Write(_figure.Nodes[0].HasBorders ? first + 2 : first + 1, _anchor + 1, _figure.Aside);
        if (_figure.CutQubit is { } qubit)
        {
            // A box fills the line below its wire; the next line is free then.
            _page[TextPage.WireLine(qubit) + (_figure.HasBordersOn(qubit) ? 2 : 1), _anchor] = Strokes.Scissors;
        }
    }

    private void Draw(Node node)
    {
        int line = TextPage.WireLine(node.Qubit);
        int left = _anchor - (node.Width / 2);
        switch (node.Kind)
        {
            case NodeKind.Box:
                Box(node, left, "┤ " + node.Text + " ├");
                break;
            case NodeKind.Meter:
                Box(node, left, "┤M├");
                break;
            default:
                _page.Write(line, left, node.Kind switch
                {
                    NodeKind.Control => "●",
                    NodeKind.OpenControl => "○",
                    NodeKind.Plus => "⊕",
                    NodeKind.Cross => "×",
                    NodeKind.Ket => "|0>",
                    NodeKind.WireCut => "//",
                    _ => "?",
                });
                break;
        }
    }

    private void Box(Node node, int left, string middle)
    {
        int line = TextPage.WireLine(node.Qubit);
        string edge = new('─', middle.Length - 2);
        _page.Write(line - 1, left, "┌" + edge + "┐");
        _page.Write(line, left, middle);
        _page.Write(line + 1, left, "└" + edge + "┘");
        if (node.Qubit > _figure.Top)
        {
            _page[line - 1, _anchor] = '┴';
        }

        if (node.Qubit < _figure.Bottom)
        {
            _page[line + 1, _anchor] = '┬';
        }
    }

    private void DrawFrame(string name)
    {
        int left = _left + _figure.FrameLeft;
        int right = left + _figure.FrameWidth - 1;
        int first = TextPage.WireLine(_figure.Top) - 1;
        int last = TextPage.WireLine(_figure.Bottom) + 1;
        string edge = new(_figure.IsCut ? '╌' : '─', _figure.FrameWidth - 2);
        _page.Write(first, left, "┌" + edge + "┐");
        _page.Write(last, left, "└" + edge + "┘");
        for (int line = first + 1; line < last; line++)
        {
            // Wires that are no argument run through.
            char side = _page[line, left] == '─' ? '┼' : Stroke;
            _page[line, left] = side;
            _page[line, right] = side;
        }

        foreach (Node port in _figure.Nodes)
        {
            int line = TextPage.WireLine(port.Qubit);
            _page.Write(line, left, "┤" + port.Text.PadRight(_figure.FrameWidth - 2) + "├");
        }

        int middle = TextPage.WireLine((_figure.Top + _figure.Bottom - 1) / 2) + 1;
        _page.Write(middle, left + 2, name);
        if (_figure.CutQubit is { } qubit)
        {
            int below = TextPage.WireLine(qubit) + 1;
            _page[below, left] = Strokes.Scissors;
            _page[below, right] = Strokes.Scissors;
        }
    }

    private void DrawBarrier()
    {
        for (int i = 0; i < _figure.Nodes.Count; i++)
        {
            int line = TextPage.WireLine(_figure.Nodes[i].Qubit);
            _page[line, _anchor] = Strokes.Barrier;
            if (i + 1 < _figure.Nodes.Count && _figure.Nodes[i + 1].Qubit == _figure.Nodes[i].Qubit + 1)
            {
                _page[line + 1, _anchor] = Strokes.Barrier;
                _page[line + 2, _anchor] = Strokes.Barrier;
            }
        }
    }

    private void DrawEnd(ClassicalEnd end)
    {
        int below = TextPage.WireLine(_figure.Bottom) + 1;
        bool hasBorder = _figure.Name is not null || _figure.Nodes[_figure.Nodes.Count - 1].HasBorders;
        if (hasBorder)
        {
            _page[below, _anchor] = '╥';
        }

        for (int line = hasBorder ? below + 1 : below; line < _page.ClassicalLine; line++)
        {
            _page[line, _anchor] = _page[line, _anchor] == '─' ? '╫' : Strokes.Double;
        }

        _page[_page.ClassicalLine, _anchor] = end.IsWritten ? '╩' : '■';
        _page.Write(_page.ClassicalLine + 1, _anchor - (end.Text.Length / 2), end.Text);
    }
}
