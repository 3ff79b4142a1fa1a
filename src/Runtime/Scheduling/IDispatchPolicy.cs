using CutAwareQnn.Simulation;

namespace CutAwareQnn.Runtime;

/// <summary>Decides in which order, and when, the batches of a pass are handed to workers.</summary>
public interface IDispatchPolicy
{
    /// <summary>What it is called in logs.</summary>
    string Name { get; }

    /// <summary>
    /// Hands out every batch once. Enumerated lazily, one element when a worker is free, so that a policy may decide as late as that.
    /// </summary>
    /// <param name="batches">The batches of one pass.</param>
    IEnumerable<Dispatch> HandOut(IReadOnlyList<SubexperimentBatch> batches);
}

/// <summary>A batch on its way to a worker.</summary>
/// <param name="Batch">The batch.</param>
/// <param name="NotBefore">The earliest time at which it starts, from the start of dispatch; the worker that takes it waits.</param>
public readonly record struct Dispatch(SubexperimentBatch Batch, TimeSpan NotBefore = default);
