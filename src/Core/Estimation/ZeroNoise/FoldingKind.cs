namespace CutAwareQnn.Estimation;

/// <summary>Which gates are folded.</summary>
public enum FoldingKind
{
    /// <summary>All gates: each run of them between measurements, resets and cut ends as a whole.</summary>
    Circuit,

    /// <summary>Every gate of two or more qubits on its own.</summary>
    Gates,
}
