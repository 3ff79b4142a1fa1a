using CutAwareQnn.Simulation;

namespace CutAwareQnn.Runtime;

/// <summary>
/// Hands out fragment after fragment, in the order of generation within each, every fragment a fixed time after the one before it.
/// </summary>
/// <param name="spacing">From the start of one fragment's batches to the start of the next one's.</param>
public sealed class StaggeredPolicy(TimeSpan spacing) : IDispatchPolicy
{
    /// <inheritdoc/>
    public string Name => "staggered";

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, double> Parameters { get; } =
        new SortedDictionary<string, double> { ["spacing_s"] = spacing.TotalSeconds };

    /// <inheritdoc/>
    public IDemand<Dispatch> HandOut(IReadOnlyList<Job> jobs, int workerCount) => new CursorDemand<Dispatch>(jobs
        .GroupBy(job => job.Fragment)
        .SelectMany((group, g) => group.Select(job => new Dispatch(job, g * spacing))));
}
