namespace CutAwareQnn.Learning;

/// <summary>The memory of RMSProp between steps.</summary>
/// <param name="StepCount">Number of steps taken.</param>
/// <param name="Squares">Decayed mean of the squared gradients.</param>
public sealed record RmsPropState(int StepCount, double[] Squares) : OptimiserState(StepCount)
{
    /// <inheritdoc/>
    public override bool Fits(int weightCount) => Squares.Length == weightCount;
}
