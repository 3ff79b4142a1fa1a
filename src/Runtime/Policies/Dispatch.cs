using CutAwareQnn.Simulation;

namespace CutAwareQnn.Runtime;

/// <summary>A batch on its way to a worker.</summary>
/// <param name="Job">The batch.</param>
/// <param name="NotBefore">The earliest time at which it starts, from the start of dispatch; the worker that takes it waits.</param>
public readonly record struct Dispatch(Job Job, TimeSpan NotBefore = default);
