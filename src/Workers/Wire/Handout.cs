namespace CutAwareQnn.RemoteWorkers;

/// <summary>The hub's answer to an exchange.</summary>
/// <param name="IsKnown">Whether the session goes on; otherwise the worker joins again.</param>
/// <param name="Issue">The next job; null where none came in time.</param>
[GenerateSerializer]
[Immutable]
internal sealed record Handout([property: Id(0)] bool IsKnown, [property: Id(1)] Issue? Issue);
