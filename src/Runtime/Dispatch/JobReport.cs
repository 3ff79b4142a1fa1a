using CutAwareQnn.Simulation;

namespace CutAwareQnn.Runtime;

/// <summary>A batch of subexperiments that was answered.</summary>
/// <param name="Batch">The number of the batch of queries that it serves.</param>
/// <param name="Purpose">What the pass is for.</param>
/// <param name="Job">The batch.</param>
/// <param name="Worker">Who carried it.</param>
/// <param name="Start">From the start of dispatch to when the worker took it.</param>
/// <param name="Time">From taking it to its result: injected delays, waits and failed tries included.</param>
/// <param name="Held">Injected delays.</param>
public readonly record struct JobReport(
    long Batch, BatchPurpose Purpose, Job Job, int Worker, TimeSpan Start, TimeSpan Time, TimeSpan Held);
