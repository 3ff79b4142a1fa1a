namespace CutAwareQnn.Learning;

/// <summary>What L-BFGS keeps of one iteration: the displacement s and the change y of the gradient, with <c>sᵀy</c> above 0.</summary>
/// <param name="Displacement">The new point minus the old one.</param>
/// <param name="GradientChange">The gradient at the new point minus that at the old one.</param>
public sealed record LbfgsPair(double[] Displacement, double[] GradientChange);
