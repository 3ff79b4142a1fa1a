namespace CutAwareQnn.Circuits;

/// <summary>
/// One instruction, or one cut of a wire, as shapes on qubits: nodes that a vertical line joins, or one box over all qubits from the
/// first node to the last. Widths are in characters.
/// </summary>
internal sealed class Figure
{
    public Figure(
        IEnumerable<Node> nodes, string title, string? name = null, string aside = "", ClassicalEnd? end = null, int? cutQubit = null)
    {
        Nodes = nodes.OrderBy(n => n.Qubit).ToArray();
        Title = title;
        Name = name;
        Aside = aside;
        End = end;
        CutQubit = cutQubit;
        if (name is not null)
        {
            Width = Math.Max(name.Length + 4, Nodes.Max(n => n.Width));
            Anchor = Width / 2;
        }
        else
        {
            Anchor = Nodes.Max(n => n.Width / 2);
            Width = Anchor + Math.Max(Nodes.Max(n => n.Width - (n.Width / 2)), aside.Length + 1);
        }

        if (end is not null)
        {
            int right = Math.Max(Width - Anchor, end.Text.Length - (end.Text.Length / 2));
            Anchor = Math.Max(Anchor, end.Text.Length / 2);
            Width = Anchor + right;
        }
    }

    /// <summary>In order of qubits; at least one.</summary>
    public IReadOnlyList<Node> Nodes { get; }

    /// <summary>The full text of the instruction.</summary>
    public string Title { get; }

    /// <summary>The text of a box over several qubits; null where a line joins the nodes.</summary>
    public string? Name { get; }

    /// <summary>Text next to the line, such as the angle of a controlled phase.</summary>
    public string Aside { get; }

    /// <summary>Where it meets the classical line; null if it does not.</summary>
    public ClassicalEnd? End { get; }

    /// <summary>The qubit below whose wire a cut gate has its mark; null if the gate is not cut.</summary>
    public int? CutQubit { get; }

    /// <summary>Whether the gate is marked as cut.</summary>
    public bool IsCut => CutQubit is not null;

    /// <summary>The first qubit.</summary>
    public int Top => Nodes[0].Qubit;

    /// <summary>The last qubit.</summary>
    public int Bottom => Nodes[Nodes.Count - 1].Qubit;

    /// <summary>Whether it is a barrier, whose nodes nothing joins.</summary>
    public bool IsBarrier => Nodes[0].Kind == NodeKind.Barrier;

    /// <summary>Returns whether a qubit's node has borders that the vertical line ends at.</summary>
    public bool HasBordersOn(int qubit) => Nodes.Any(n => n.Qubit == qubit && n.HasBorders);

    /// <summary>Characters from its left to its right end.</summary>
    public int Width { get; }

    /// <summary>Where its vertical line runs, from its left end.</summary>
    public int Anchor { get; }

    /// <summary>Where the frame of a box over several qubits begins, from the figure's left end.</summary>
    public int FrameLeft => Anchor - (FrameWidth / 2);

    /// <summary>Characters of a box over several qubits.</summary>
    public int FrameWidth => Math.Max((Name ?? "").Length + 4, Nodes.Max(n => n.Width));
}
