using System.Text;

namespace CutAwareQnn.Circuits;

/// <summary>
/// One page of a drawing as characters: three lines per qubit (above, on and below its wire) and two for the classical bits.
/// </summary>
internal sealed class TextPage
{
    private const int LineCount = 3;

    private readonly CircuitLayout _layout;
    private readonly char[][] _lines;
    private readonly int _width;

    /// <param name="layout">The drawing.</param>
    /// <param name="page">The page.</param>
    /// <param name="isFirst">Whether it begins the circuit.</param>
    /// <param name="isLast">Whether it ends the circuit.</param>
    public TextPage(CircuitLayout layout, Page page, bool isFirst, bool isLast)
    {
        _layout = layout;
        _width = layout.Margin + page.Width;
        int qubits = layout.Circuit.QubitCount;
        _lines = new char[(LineCount * qubits) + (layout.HasBits ? 2 : 0)][];
        for (int line = 0; line < _lines.Length; line++)
        {
            _lines[line] = Blank(_width);
        }

        for (int qubit = 0; qubit < qubits; qubit++)
        {
            Wire(WireLine(qubit), layout.QubitLabel(qubit), '─', isFirst, isLast);
        }

        if (layout.HasBits)
        {
            Wire(LineCount * qubits, layout.BitLabel, '═', isFirst, isLast);
        }

        foreach (PlacedFigure placed in page.Figures)
        {
            new TextFigure(this, placed.Figure, layout.Margin + placed.Left).Draw();
        }
    }

    public int ClassicalLine => LineCount * _layout.Circuit.QubitCount;

    public static int WireLine(int qubit) => (LineCount * qubit) + 1;

    public char this[int line, int column]
    {
        get => _lines[line][column];
        set => _lines[line][column] = value;
    }

    /// <summary>Writes text from a column on.</summary>
    public void Write(int line, int column, string text) => text.CopyTo(0, _lines[line], column, text.Length);

    /// <summary>Appends the lines, each of the requested width and with a line end; lines that hold nothing are left out.</summary>
    public void AppendTo(StringBuilder text, int width)
    {
        char[]? above = null;
        for (int line = 0; line < _lines.Length; line++)
        {
            if (above is not null && line % LineCount == 0 && line < ClassicalLine && TryMerge(above, _lines[line]) is { } merged)
            {
                above = merged;
                continue;
            }

            Append(above);
            above = _lines[line];
        }

        Append(above);

        void Append(char[]? characters)
        {
            if (characters is not null && characters.Any(c => c != ' '))
            {
                text.Append(characters).Append(' ', width - _width).Append('\n');
            }
        }
    }

    // The line below one wire and the line above the next share a line unless a character is in the way.
    private static char[]? TryMerge(char[] below, char[] above)
    {
        char[] merged = new char[below.Length];
        for (int i = 0; i < merged.Length; i++)
        {
            char c = Strokes.Merge(below[i], above[i]);
            if (c == '\0')
            {
                return null;
            }

            merged[i] = c;
        }

        return merged;
    }

    private static char[] Blank(int width)
    {
        char[] blank = new char[width];
        for (int i = 0; i < width; i++)
        {
            blank[i] = ' ';
        }

        return blank;
    }

    private void Wire(int line, string label, char stroke, bool isFirst, bool isLast)
    {
        Write(line, _layout.Margin - 1 - label.Length, label);
        for (int column = _layout.Margin; column < _width; column++)
        {
            _lines[line][column] = stroke;
        }

        if (!isFirst)
        {
            _lines[line][_layout.Margin] = '«';
        }

        if (!isLast)
        {
            _lines[line][_width - 1] = '»';
        }
    }
}
