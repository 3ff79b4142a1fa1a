namespace CutAwareQnn.Reconstruction;

/// <summary>All bit strings that agree on some qubits, with their probability together.</summary>
/// <param name="Pattern">One character per qubit, the rightmost is the lowest: 0, 1, or * for either.</param>
/// <param name="Mass">The probability.</param>
public readonly record struct ZoomedBin(string Pattern, double Mass)
{
    /// <summary>How many qubits are not fixed.</summary>
    public int FreeCount => Pattern.Count(c => c == '*');
}
