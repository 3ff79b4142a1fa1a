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
