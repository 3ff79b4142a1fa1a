namespace CutAwareQnn.RemoteWorkers;

/// <summary>The hub's answer to a renewal.</summary>
/// <param name="IsKnown">Whether the session goes on; otherwise the worker joins again.</param>
/// <param name="Unwanted">Of the jobs held, those that were withdrawn or answered by another worker.</param>
[GenerateSerializer]
[Immutable]
internal sealed record Renewal([property: Id(0)] bool IsKnown, [property: Id(1)] long[] Unwanted);
