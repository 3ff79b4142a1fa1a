namespace CutAwareQnn.Circuits;

/// <summary>A figure on one qubit's wire.</summary>
/// <param name="Qubit">The qubit.</param>
/// <param name="Kind">What is shown.</param>
/// <param name="Text">The text of a box, the argument's number of a port; else empty.</param>
internal readonly record struct Node(int Qubit, NodeKind Kind, string Text = "")
{
    /// <summary>Characters that it takes, its frame included.</summary>
    public int Width => Kind switch
    {
        NodeKind.Box => Text.Length + 4,
        NodeKind.Port => Text.Length + 3,
        NodeKind.Meter or NodeKind.Ket => 3,
        NodeKind.WireCut => 2,
        _ => 1,
    };

    /// <summary>Whether it has borders above and below its wire.</summary>
    public bool HasBorders => Kind is NodeKind.Box or NodeKind.Meter;
}
