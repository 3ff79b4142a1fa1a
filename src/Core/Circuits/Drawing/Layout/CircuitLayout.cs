using System.Globalization;

namespace CutAwareQnn.Circuits;

/// <summary>
/// Figures in columns: each as early as its qubits allow, none above or below another's line. The columns are folded into pages of the
/// wanted width. Text and SVG draw the same layout; its unit is the character.
/// </summary>
internal sealed class CircuitLayout
{
    // What the narrowest figures with readable text take.
    private const int NarrowestPage = 16;

    // A second of work and some 100 megabytes; a larger drawing is read by nobody.
    private const long MostCells = 20_000_000;

    // Text lines per qubit.
    private const int LineCount = 3;

    private CircuitLayout(Circuit circuit, DrawingOptions options, int margin)
    {
        Circuit = circuit;
        Fragments = options.Fragments;
        Margin = margin;
    }

    public Circuit Circuit { get; }

    /// <summary>The fragment of each qubit; null if none are shown.</summary>
    public string? Fragments { get; }

    /// <summary>Characters of the labels left of the wires, the blank after them included.</summary>
    public int Margin { get; }

    /// <summary>Whether a classical line lies below the qubits.</summary>
    public bool HasBits => Circuit.BitCount > 0;

    /// <summary>In order of time; at least one.</summary>
    public IReadOnlyList<Page> Pages { get; private set; } = [];

    /// <summary>The label of the classical line.</summary>
    public string BitLabel => "c/" + Circuit.BitCount.ToString(CultureInfo.InvariantCulture) + ":";

    /// <summary>Lays a circuit out.</summary>
    /// <exception cref="CircuitException">
    /// The width is too small, a mark or the fragments do not fit the circuit, or the drawing would be larger than 20 million characters.
    /// </exception>
    public static CircuitLayout Of(Circuit circuit, DrawingOptions options)
    {
        DrawingChecks.Check(circuit, options);
        int margin = MarginOf(circuit, options);
        int room = options.Width - margin;
        if (room < NarrowestPage)
        {
            throw new CircuitException(
                $"a drawing {Counted.Of(options.Width, "character")} wide has no room next to labels of {margin}; "
                + $"give a width of at least {margin + NarrowestPage}");
        }

        var layout = new CircuitLayout(circuit, options, margin);
        layout.Pages = Fold(layout.Place(Figures(circuit, options, room)), room);
        CheckCells(circuit, layout.Pages.Sum(p => (long)margin + p.Width) * circuit.QubitCount * LineCount);
        return layout;
    }

    /// <summary>Returns the label of a qubit.</summary>
    public string QubitLabel(int qubit) =>
        (Fragments is null ? "" : Fragments[qubit] + " ") + "q" + qubit.ToString(CultureInfo.InvariantCulture) + ":";

    private static int MarginOf(Circuit circuit, DrawingOptions options)
    {
        var empty = new CircuitLayout(circuit, options, 0);
        return 1 + Math.Max(empty.QubitLabel(circuit.QubitCount - 1).Length, empty.HasBits ? empty.BitLabel.Length : 0);
    }

    // A page begins and ends with a stretch of wire.
    private static IEnumerable<Figure> Figures(Circuit circuit, DrawingOptions options, int room)
    {
        var factory = new FigureFactory(circuit, options, room - 2);
        var cutGates = new HashSet<int>(options.Cuts.OfType<GateCutMark>().Select(m => m.Instruction));
        ILookup<int, int> cutWires = options.Cuts.OfType<WireCutMark>().Distinct().ToLookup(m => m.AfterInstruction, m => m.Qubit);
        for (int i = 0; i < circuit.Instructions.Count; i++)
        {
            if (factory.Of(circuit.Instructions[i], cutGates.Contains(i)) is { } figure)
            {
                yield return figure;
            }

            foreach (int qubit in cutWires[i])
            {
                yield return new([new(qubit, NodeKind.WireCut)], $"wire cut on q[{qubit}] after instruction {i}");
            }
        }
    }

    // As soon as possible: a figure takes every row from its first to its last, down to the classical one if it ends there.
    private List<List<Figure>> Place(IEnumerable<Figure> figures)
    {
        int[] next = new int[Circuit.QubitCount + 1];
        var columns = new List<List<Figure>>();
        long cells = 0;
        foreach (Figure figure in figures)
        {
            int last = figure.End is null ? figure.Bottom : Circuit.QubitCount;
            cells += last - figure.Top + 1;
            CheckCells(Circuit, cells);
            int column = 0;
            for (int row = figure.Top; row <= last; row++)
            {
                column = Math.Max(column, next[row]);
            }

            for (int row = figure.Top; row <= last; row++)
            {
                next[row] = column + 1;
            }

            if (column == columns.Count)
            {
                columns.Add([]);
            }

            columns[column].Add(figure);
        }

        return columns;
    }

    private static List<Page> Fold(List<List<Figure>> columns, int room)
    {
        var pages = new List<Page>();
        var placed = new List<PlacedFigure>();
        int width = 1;
        for (int column = 0; column < columns.Count; column++)
        {
            int needed = columns[column].Max(f => f.Width) + 1;
            if (width + needed > room)
            {
                pages.Add(new(placed, width));
                placed = [];
                width = 1;
            }

            foreach (Figure figure in columns[column])
            {
                placed.Add(new(figure, column, width + ((needed - 1) / 2) - (figure.Width / 2)));
            }

            width += needed;
        }

        pages.Add(new(placed, width));
        return pages;
    }

    private static void CheckCells(Circuit circuit, long cells)
    {
        if (cells > MostCells)
        {
            throw new CircuitException(
                $"a drawing of {Counted.Of(circuit.QubitCount, "qubit")} and {Counted.Of(circuit.Instructions.Count, "instruction")} takes "
                + $"more than {MostCells} characters; draw a smaller circuit");
        }
    }
}
