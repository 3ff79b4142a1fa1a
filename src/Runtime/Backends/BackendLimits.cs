namespace CutAwareQnn.Runtime;

/// <summary>What a backend declares about itself.</summary>
/// <param name="Width">Qubits of the widest circuit that it runs; null where only memory limits it.</param>
/// <param name="SubmissionsPerSecond">How often work may be submitted, all workers together; null without a limit.</param>
/// <param name="Connectivity">The pairs of qubits that a two-qubit gate can act on; null where it can act on any.</param>
public sealed record BackendLimits(
    int? Width = null, double? SubmissionsPerSecond = null, IReadOnlyList<(int First, int Second)>? Connectivity = null)
{
    /// <summary>No limits.</summary>
    public static BackendLimits None { get; } = new();
}
