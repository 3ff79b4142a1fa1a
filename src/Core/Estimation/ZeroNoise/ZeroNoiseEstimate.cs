namespace CutAwareQnn.Estimation;

/// <summary>A value without noise, and what it was found from.</summary>
/// <param name="Estimate">The value, and its standard error from shots alone: the fit's own error is not in it.</param>
/// <param name="Settings">How it was found.</param>
/// <param name="Points">The values at the scales.</param>
public sealed record ZeroNoiseEstimate(Estimate Estimate, ZeroNoiseSettings Settings, IReadOnlyList<ScaledEstimate> Points);
