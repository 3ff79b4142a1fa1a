namespace CutAwareQnn.RemoteWorkers;

/// <summary>What a worker states of itself when it joins.</summary>
/// <param name="Protocol">The version of the protocol that it speaks.</param>
/// <param name="Name">What it calls itself.</param>
/// <param name="Slots">Jobs that it runs at the same time.</param>
/// <param name="Width">Qubits of the widest circuit that it runs; null where only memory limits it.</param>
/// <param name="Hub">The hub that gave it the jobs it holds.</param>
/// <param name="Held">The jobs that it holds.</param>
[GenerateSerializer]
[Immutable]
internal sealed record WorkerCard(
    [property: Id(0)] int Protocol,
    [property: Id(1)] string Name,
    [property: Id(2)] int Slots,
    [property: Id(3)] int? Width,
    [property: Id(4)] Guid Hub,
    [property: Id(5)] long[] Held)
{
    /// <summary>The version that this program speaks.</summary>
    public const int Current = 1;
}
