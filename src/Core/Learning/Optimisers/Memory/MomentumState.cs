namespace CutAwareQnn.Learning;

/// <summary>The memory of gradient descent between steps.</summary>
/// <param name="StepCount">Number of steps taken.</param>
/// <param name="Velocity">Decayed sum of the gradients.</param>
public sealed record MomentumState(int StepCount, double[] Velocity) : OptimiserState(StepCount)
{
    /// <inheritdoc/>
    public override bool Fits(int weightCount) => Velocity.Length == weightCount;
}
