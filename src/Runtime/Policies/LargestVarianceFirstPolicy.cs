using CutAwareQnn.Simulation;

namespace CutAwareQnn.Runtime;

/// <summary>
/// Hands out the batches whose results are noisiest first (<see cref="Job.VarianceBound"/>), so that what a deadline
/// cuts off matters least. In the order of generation where they are equal, as in exact mode.
/// </summary>
public sealed class LargestVarianceFirstPolicy : IDispatchPolicy
{
    /// <inheritdoc/>
    public string Name => "largest-variance-first";

    /// <inheritdoc/>
    public IDemand<Dispatch> HandOut(IReadOnlyList<Job> jobs, int workerCount) =>
        new CursorDemand<Dispatch>(jobs.OrderByDescending(job => job.VarianceBound).Select(job => new Dispatch(job)));
}
