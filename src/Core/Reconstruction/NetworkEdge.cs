namespace CutAwareQnn.Reconstruction;

/// <summary>The dimensions of a cut's two ends: rows and columns of its bond.</summary>
/// <param name="First">Dimension of the first end.</param>
/// <param name="Second">Dimension of the second end.</param>
public readonly record struct NetworkEdge(int First, int Second);
