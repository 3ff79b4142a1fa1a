namespace CutAwareQnn.Estimation;

/// <summary>A bit string with its estimated probability.</summary>
/// <param name="Bits">One character per qubit; the rightmost is the lowest qubit.</param>
/// <param name="Raw">The unbiased estimate, of either sign.</param>
/// <param name="StandardError">Its standard error.</param>
/// <param name="Probability">In the distribution that is closest to all estimates: for display and sampling only.</param>
public readonly record struct EstimatedString(string Bits, double Raw, double StandardError, double Probability);
