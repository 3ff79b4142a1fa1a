using CutAwareQnn.Simulation;

namespace CutAwareQnn.Runtime;

/// <summary>
/// Hands out the batches with most work first, so that workers end together; in the order of generation where they are equal.
/// </summary>
/// <remarks>
/// Longest processing time first: at most 4/3 - 1/(3m) of the shortest makespan on m workers. Graham 1969, SIAM J. Appl. Math. 17, 416.
/// </remarks>
public sealed class LongestFirstPolicy : IDispatchPolicy
{
    /// <inheritdoc/>
    public string Name => "longest-first";

    /// <inheritdoc/>
    public IDemand<Dispatch> HandOut(IReadOnlyList<Job> jobs, int workerCount) =>
        new CursorDemand<Dispatch>(jobs.OrderByDescending(job => job.Work).Select(job => new Dispatch(job)));
}
