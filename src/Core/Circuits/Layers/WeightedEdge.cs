namespace CutAwareQnn.Circuits;

/// <summary>An edge of a graph whose vertices are qubits.</summary>
/// <param name="First">A qubit.</param>
/// <param name="Second">Another qubit.</param>
/// <param name="Weight">The weight, finite.</param>
public readonly record struct WeightedEdge(int First, int Second, double Weight = 1);
