namespace CutAwareQnn.Cutting;

/// <summary>The kinds of cut that <see cref="CutFinder"/> may use.</summary>
[Flags]
public enum CutKinds
{
    /// <summary>No cut: only circuits that fit as they are.</summary>
    None = 0,

    /// <summary>Two-qubit gates.</summary>
    Gate = 1,

    /// <summary>Qubits' timelines, between two gates of more than one qubit.</summary>
    Wire = 2,

    /// <summary>Both, mixed.</summary>
    Both = Gate | Wire,
}
