namespace CutAwareQnn.Experiments;

/// <summary>Where a worker dials in, and what it offers.</summary>
/// <param name="Address">The coordinator as HOST:PORT.</param>
/// <param name="Slots">Jobs at the same time.</param>
/// <param name="Width">Qubits of the widest circuit; null where only memory limits it.</param>
/// <param name="Certificates">The folder of its certificates; null for none.</param>
internal sealed record WorkerOffer(string Address, int Slots, int? Width, string? Certificates);
