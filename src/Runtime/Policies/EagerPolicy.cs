using CutAwareQnn.Simulation;

namespace CutAwareQnn.Runtime;

/// <summary>Hands out every batch as soon as a worker is free, in the order of generation.</summary>
public sealed class EagerPolicy : IDispatchPolicy
{
    /// <inheritdoc/>
    public string Name => "eager";

    /// <inheritdoc/>
    public IDemand<Dispatch> HandOut(IReadOnlyList<Job> jobs, int workerCount) =>
        new CursorDemand<Dispatch>(jobs.Select(job => new Dispatch(job)));
}
