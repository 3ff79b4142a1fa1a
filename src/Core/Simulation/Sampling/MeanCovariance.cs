namespace CutAwareQnn.Simulation;

/// <summary>The covariance of two of a fragment's means.</summary>
/// <param name="First">Index of a mean, observable × variants + variant.</param>
/// <param name="Second">Index of a mean.</param>
/// <param name="Value">Their covariance.</param>
public readonly record struct MeanCovariance(int First, int Second, double Value);
