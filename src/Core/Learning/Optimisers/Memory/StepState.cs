namespace CutAwareQnn.Learning;

/// <summary>The memory of an optimiser that only counts its steps.</summary>
/// <param name="StepCount">Number of steps taken.</param>
public sealed record StepState(int StepCount) : OptimiserState(StepCount);
