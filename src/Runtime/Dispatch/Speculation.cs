namespace CutAwareQnn.Runtime;

/// <summary>
/// When an idle worker runs a second copy of a batch that another worker has had for suspiciously long. The first result counts, the
/// other copy is cancelled; both would be the same bits.
/// </summary>
/// <param name="Factor">
/// A batch is slow once it has run for so many times its expected time: the median of time / work over the pass's finished batches
/// of its fragment (of all fragments where none of its own has finished), times its own work.
/// </param>
/// <param name="MinimumTime">A batch is never slow before: copies of what takes microseconds cost more than they gain.</param>
/// <param name="MinimumFinished">The part of the pass's batches that must have finished before anything is called slow, in [0, 1].</param>
/// <param name="CopyShare">Copies that run at once, as a part of the workers, in (0, 1]; one is always allowed.</param>
/// <remarks>
/// After LATE (Zaharia, Konwinski, Joseph, Katz, Stoica 2008, OSDI): copies only on idle workers, a cap on copies (10 % there), a threshold
/// of slowness, and of the slow ones the one that has overrun most first, which without progress reports is the best guess at the longest
/// time to end.
/// </remarks>
public sealed record Speculation(double Factor, TimeSpan MinimumTime, double MinimumFinished = 0.25, double CopyShare = 0.1)
{
    /// <summary>Twice the expected time, 5 ms at least.</summary>
    public static Speculation Default { get; } = new(2, TimeSpan.FromMilliseconds(5));

    internal int CopyLimit(int workerCount) => Math.Max(1, (int)(CopyShare * workerCount));
}
