namespace CutAwareQnn.Circuits;

/// <summary>Keeps a device's compiler from moving gates across; means nothing to a simulator.</summary>
/// <param name="Targets">The qubits it spans.</param>
public sealed record Barrier(EquatableArray<int> Targets) : Instruction
{
    /// <inheritdoc/>
    public override EquatableArray<int> Qubits => Targets;

    /// <inheritdoc/>
    public override Instruction OnQubits(Func<int, int> rename) =>
        this with { Targets = Targets.Select(rename).ToEquatableArray() };

    /// <inheritdoc/>
    public override string ToString() => "barrier " + string.Join(",", Targets.Select(q => $"q[{q}]"));
}
