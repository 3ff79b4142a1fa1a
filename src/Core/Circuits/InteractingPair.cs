namespace CutAwareQnn.Circuits;

/// <summary>Two qubits that share gates.</summary>
/// <param name="First">The lower qubit.</param>
/// <param name="Second">The higher qubit.</param>
/// <param name="Count">Number of gates on both; at least 1.</param>
public readonly record struct InteractingPair(int First, int Second, int Count);
