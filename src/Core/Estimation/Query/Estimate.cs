namespace CutAwareQnn.Estimation;

/// <summary>The answer to a query.</summary>
/// <param name="Value">The expectation value.</param>
/// <param name="StandardError">Its standard error; 0 in exact mode.</param>
/// <param name="Gradient">Derivatives, where they were requested.</param>
public sealed record Estimate(double Value, double StandardError, GradientEstimate? Gradient = null);
