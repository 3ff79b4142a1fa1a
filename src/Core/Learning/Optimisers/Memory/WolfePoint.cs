namespace CutAwareQnn.Learning;

/// <summary>A point of a line search.</summary>
/// <param name="Step">The distance along the direction, at least 0, in units of the direction's length.</param>
/// <param name="Value">The function's value.</param>
/// <param name="Slope">The derivative along the direction.</param>
/// <param name="Gradient">The derivatives by all variables.</param>
public sealed record WolfePoint(double Step, double Value, double Slope, double[] Gradient);
