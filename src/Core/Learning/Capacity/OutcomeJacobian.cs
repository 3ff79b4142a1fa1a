namespace CutAwareQnn.Learning;

/// <summary>The probabilities of a classifier's outcomes at one sample, and their derivatives by the weights.</summary>
/// <param name="Probabilities">One per outcome; their sum is 1.</param>
/// <param name="Derivatives">[outcome, weight], per radian; each column's sum is 0.</param>
public sealed record OutcomeJacobian(double[] Probabilities, double[,] Derivatives);
