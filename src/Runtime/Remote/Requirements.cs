namespace CutAwareQnn.Runtime;

/// <summary>What a job needs of the worker that runs it.</summary>
/// <param name="Width">Qubits of the job's widest circuit.</param>
/// <param name="Plan">Digest of the plan that the job refers to; null where the job holds all it needs.</param>
public sealed record Requirements(int Width, string? Plan = null);
