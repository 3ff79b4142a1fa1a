namespace CutAwareQnn.Learning;

/// <summary>The derivatives that <see cref="IQnn.Backward"/> returns.</summary>
/// <param name="Weights">Derivatives by each weight, summed over the samples; empty where not requested.</param>
/// <param name="Features">Derivatives by the features, [sample][feature]; empty where not requested.</param>
public sealed record QnnGradient(double[] Weights, double[][] Features);
