namespace CutAwareQnn.Learning;

/// <summary>The loss at one weight vector.</summary>
/// <param name="Value">The loss.</param>
/// <param name="Gradient">Its derivatives by the weights; null where not needed.</param>
/// <param name="Metric">The metric of the circuit's states there; null where not needed.</param>
public sealed record LossPoint(double Value, double[]? Gradient = null, double[,]? Metric = null);
