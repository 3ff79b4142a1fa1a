namespace CutAwareQnn.Reconstruction;

/// <summary>How a qubit enters a probability. Tang et al., CutQC, arXiv:2012.02333.</summary>
public enum QubitView
{
    /// <summary>Summed over.</summary>
    Merged,

    /// <summary>Resolved: every bin has a value of it.</summary>
    Active,

    /// <summary>Fixed to 0.</summary>
    Zero,

    /// <summary>Fixed to 1.</summary>
    One,
}
