namespace CutAwareQnn.Learning;

/// <summary>The epoch with the lowest watched loss so far.</summary>
/// <param name="Loss">Its loss.</param>
/// <param name="Epoch">Number of epochs completed then.</param>
/// <param name="Weights">The weights after it.</param>
public sealed record BestEpoch(double Loss, int Epoch, double[] Weights);
