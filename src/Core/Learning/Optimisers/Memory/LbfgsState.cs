namespace CutAwareQnn.Learning;

/// <summary>The memory of L-BFGS between evaluations of the loss.</summary>
/// <param name="StepCount">Number of evaluations of the loss.</param>
/// <param name="IterationCount">Number of accepted points after the first.</param>
/// <param name="Position">The last accepted point; empty before the first evaluation.</param>
/// <param name="Value">The loss at <paramref name="Position"/>.</param>
/// <param name="Gradient">The derivatives of the loss at <paramref name="Position"/>.</param>
/// <param name="Direction">The direction of the current line search.</param>
/// <param name="Search">The current line search; null before the first evaluation and after the last.</param>
/// <param name="Pairs">Displacements and gradient differences, the oldest first.</param>
/// <param name="BestValue">The lowest loss so far.</param>
/// <param name="Done">The reason why no further step can help; null while one can.</param>
public sealed record LbfgsState(
    int StepCount,
    int IterationCount,
    double[] Position,
    double Value,
    double[] Gradient,
    double[] Direction,
    WolfeSearch? Search,
    LbfgsPair[] Pairs,
    double? BestValue,
    string? Done) : OptimiserState(StepCount)
{
    /// <inheritdoc/>
    public override bool Fits(int weightCount) => StepCount == 0 || (
        Position.Length == weightCount
        && Gradient.Length == weightCount
        && Direction.Length == weightCount
        && Pairs.All(p => p.Displacement.Length == weightCount && p.GradientChange.Length == weightCount)
        && (Search is not null || Done is not null));
}
