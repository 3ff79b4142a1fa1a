namespace CutAwareQnn.Estimation;

/// <summary>A value at a strength of noise.</summary>
/// <param name="Scale">How often each folded gate runs: 1 as it is, 3, 5, ….</param>
/// <param name="Estimate">The value.</param>
public sealed record ScaledEstimate(int Scale, Estimate Estimate);
