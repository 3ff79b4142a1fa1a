using CutAwareQnn.Simulation;

namespace CutAwareQnn.Runtime;

/// <summary>Hands out groups of a fixed size in the order of generation, each a fixed time after the one before it.</summary>
/// <param name="size">Batches a group, at least 1.</param>
/// <param name="delay">From the start of one group to the start of the next.</param>
public sealed class BatchedPolicy(int size, TimeSpan delay) : IDispatchPolicy
{
    /// <inheritdoc/>
    public string Name => "batched";

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, double> Parameters { get; } =
        new SortedDictionary<string, double> { ["size"] = size, ["delay_s"] = delay.TotalSeconds };

    /// <inheritdoc/>
    public IDemand<Dispatch> HandOut(IReadOnlyList<Job> jobs, int workerCount) =>
        new CursorDemand<Dispatch>(jobs.Select((job, i) => new Dispatch(job, i / size * delay)));
}
