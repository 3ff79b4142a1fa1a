namespace CutAwareQnn.Circuits;

/// <summary>Puts a qubit into |0⟩, whatever its state.</summary>
/// <param name="Qubit">The qubit.</param>
public sealed record Reset(int Qubit) : Instruction
{
    /// <inheritdoc/>
    public override EquatableArray<int> Qubits => EquatableArray<int>.Of(Qubit);

    /// <inheritdoc/>
    public override Instruction OnQubits(Func<int, int> rename) => this with { Qubit = rename(Qubit) };

    /// <inheritdoc/>
    public override string ToString() => $"reset q[{Qubit}]";
}
