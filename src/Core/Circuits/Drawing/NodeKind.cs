namespace CutAwareQnn.Circuits;

/// <summary>What a figure shows on one qubit's wire.</summary>
internal enum NodeKind
{
    /// <summary>A box of one qubit with text.</summary>
    Box,

    /// <summary>The edge of a box over several qubits, with the number of the gate's argument.</summary>
    Port,

    /// <summary>●, acts on 1.</summary>
    Control,

    /// <summary>○, acts on 0.</summary>
    OpenControl,

    /// <summary>⊕, the target of a controlled X.</summary>
    Plus,

    /// <summary>×, one of two exchanged qubits.</summary>
    Cross,

    /// <summary>A measurement.</summary>
    Meter,

    /// <summary>A reset.</summary>
    Ket,

    /// <summary>A stretch of a barrier.</summary>
    Barrier,

    /// <summary>A cut wire.</summary>
    WireCut,
}

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
