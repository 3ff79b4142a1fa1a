namespace CutAwareQnn.Runtime;

/// <summary>A worker joined or was lost.</summary>
/// <param name="Worker">Its name, unique among those present.</param>
/// <param name="Slots">Jobs that it runs at the same time.</param>
/// <param name="Width">Qubits of the widest circuit that it runs; null where only memory limits it.</param>
/// <param name="IsPresent">Whether it joined; otherwise it was lost.</param>
public sealed record WorkerChange(string Worker, int Slots, int? Width, bool IsPresent);
