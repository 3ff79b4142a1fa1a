namespace CutAwareQnn.Circuits;

/// <summary>A measurement in the computational basis; the qubit goes on in the state that was found.</summary>
/// <param name="Qubit">The measured qubit.</param>
/// <param name="Bit">The classical bit that receives the outcome.</param>
public sealed record Measurement(int Qubit, int Bit) : Instruction
{
    /// <inheritdoc/>
    public override EquatableArray<int> Qubits => EquatableArray<int>.Of(Qubit);

    /// <inheritdoc/>
    public override Instruction OnQubits(Func<int, int> rename) => this with { Qubit = rename(Qubit) };

    /// <inheritdoc/>
    public override string ToString() => $"measure q[{Qubit}] -> c[{Bit}]";
}
