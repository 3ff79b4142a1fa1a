using CutAwareQnn.Circuits;

namespace CutAwareQnn.Cutting;

/// <summary>The mark of a cut in a fragment's circuit: here one of the leg's local operations happens.</summary>
/// <param name="Leg">Index of the leg in the fragment.</param>
/// <param name="Place">Which of the leg's places this is; 0 unless several gates or wires are cut together.</param>
/// <param name="Qubit">The fragment's qubit.</param>
public sealed record CutEnd(int Leg, int Place, int Qubit) : Instruction
{
    /// <inheritdoc/>
    public override EquatableArray<int> Qubits => EquatableArray<int>.Of(Qubit);

    /// <inheritdoc/>
    public override Instruction OnQubits(Func<int, int> rename) => this with { Qubit = rename(Qubit) };

    /// <inheritdoc/>
    public override string ToString() => $"// cut leg {Leg} on q[{Qubit}]";
}
