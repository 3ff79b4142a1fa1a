namespace CutAwareQnn.Learning;

/// <summary>The memory of Adam between steps.</summary>
/// <param name="StepCount">Number of steps taken.</param>
/// <param name="First">Decayed mean of the gradients.</param>
/// <param name="Second">Decayed mean of their squares.</param>
/// <param name="Beta1Power">β₁ to the power of the number of steps.</param>
/// <param name="Beta2Power">β₂ to the power of the number of steps.</param>
public sealed record AdamState(int StepCount, double[] First, double[] Second, double Beta1Power, double Beta2Power)
    : OptimiserState(StepCount)
{
    /// <inheritdoc/>
    public override bool Fits(int weightCount) => First.Length == weightCount && Second.Length == weightCount;
}
