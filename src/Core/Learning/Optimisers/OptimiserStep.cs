namespace CutAwareQnn.Learning;

/// <summary>The result of one step of an optimiser.</summary>
/// <param name="Weights">The weights after the step.</param>
/// <param name="State">The optimiser's memory after the step.</param>
/// <param name="Gradient">The gradient of the loss, exact or estimated by the optimiser.</param>
public sealed record OptimiserStep(double[] Weights, OptimiserState State, double[] Gradient);
