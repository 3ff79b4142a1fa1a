namespace CutAwareQnn.Runtime;

/// <summary>How long the stages took.</summary>
/// <param name="Partition">Acquiring the plan.</param>
/// <param name="Generate">Preparing the pass and making its batches of subexperiments.</param>
/// <param name="Execute">
/// Time during which at least one worker was carrying a batch: from taking it to its result, a policy's waits included. With one
/// worker that is the wall time from the start of dispatch to the last result without the folding in between; with more, folding
/// on one worker's thread overlaps execution on another's and is not taken off.
/// </param>
/// <param name="Reconstruct">Folding results in, and completing the pass.</param>
/// <param name="Total">
/// Wall time from the start of generate to the end of reconstruct, and partition. Less than the sum of the stages where they overlap.
/// </param>
/// <remarks>The reconstruction share, as the study prints it, is reconstruct / (execute + reconstruct).</remarks>
public readonly record struct StageTimes(TimeSpan Partition, TimeSpan Generate, TimeSpan Execute, TimeSpan Reconstruct, TimeSpan Total)
{
    /// <summary>The times of two passes together.</summary>
    public static StageTimes operator +(StageTimes left, StageTimes right) => left.Add(right);

    /// <summary>Returns the times of two passes together.</summary>
    public StageTimes Add(StageTimes other) => new(
        Partition + other.Partition,
        Generate + other.Generate,
        Execute + other.Execute,
        Reconstruct + other.Reconstruct,
        Total + other.Total);
}
