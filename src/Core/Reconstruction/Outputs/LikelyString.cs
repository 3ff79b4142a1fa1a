namespace CutAwareQnn.Reconstruction;

/// <summary>A bit string with its probability.</summary>
/// <param name="Bits">One character per qubit; the rightmost is the lowest qubit.</param>
/// <param name="Probability">In [0, 1] up to rounding.</param>
public readonly record struct LikelyString(string Bits, double Probability);
