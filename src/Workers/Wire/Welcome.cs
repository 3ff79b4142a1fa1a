namespace CutAwareQnn.RemoteWorkers;

/// <summary>The hub's answer to a worker that joins.</summary>
/// <param name="Refusal">Why it is refused, in one line; null where it is not.</param>
/// <param name="Hub">The hub, of which there is a new one each time that a coordinator starts.</param>
/// <param name="Session">The worker's session.</param>
/// <param name="Name">The worker's name, unique among those present.</param>
/// <param name="Lease">How long the worker counts as present after its last call.</param>
[GenerateSerializer]
[Immutable]
internal sealed record Welcome(
    [property: Id(0)] string? Refusal,
    [property: Id(1)] Guid Hub,
    [property: Id(2)] Guid Session,
    [property: Id(3)] string Name,
    [property: Id(4)] TimeSpan Lease);
