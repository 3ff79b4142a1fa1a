namespace CutAwareQnn.Reconstruction;

/// <summary>A bit string with how often it was drawn.</summary>
/// <param name="Bits">One character per qubit; the rightmost is the lowest qubit.</param>
/// <param name="Count">How often.</param>
public readonly record struct StringCount(string Bits, long Count);
