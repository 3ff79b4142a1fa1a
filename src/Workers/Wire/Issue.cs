namespace CutAwareQnn.RemoteWorkers;

/// <summary>A job that is handed to a worker.</summary>
/// <param name="Id">Its number at this hub.</param>
/// <param name="Job">The job in its wire form.</param>
[GenerateSerializer]
[Immutable]
internal sealed record Issue([property: Id(0)] long Id, [property: Id(1)] byte[] Job);
