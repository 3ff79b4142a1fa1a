namespace CutAwareQnn.RemoteWorkers;

/// <summary>What became of a job at a worker.</summary>
/// <param name="Hub">The hub that gave it out. An answer to another hub's job is dropped.</param>
/// <param name="Id">Its number at that hub.</param>
/// <param name="Worker">The worker's name.</param>
/// <param name="Result">The result in its wire form; null where it failed.</param>
/// <param name="Error">Why it failed, in one line.</param>
/// <param name="IsFailure">Whether it may succeed another time.</param>
[GenerateSerializer]
[Immutable]
internal sealed record JobAnswer(
    [property: Id(0)] Guid Hub,
    [property: Id(1)] long Id,
    [property: Id(2)] string Worker,
    [property: Id(3)] byte[]? Result,
    [property: Id(4)] string? Error = null,
    [property: Id(5)] bool IsFailure = false);
