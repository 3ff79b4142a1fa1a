using CutAwareQnn.Circuits;

namespace CutAwareQnn.Cutting;

/// <summary>One place where a circuit is separated.</summary>
public abstract record Cut
{
    /// <summary>The gates and wires that it parts, each as a cut of its own.</summary>
    public virtual IEnumerable<Cut> Parts() => [this];
}

/// <summary>A two-qubit gate replaced by local operations on its two sides.</summary>
/// <param name="Instruction">Index of the gate in the circuit's instructions, from 0.</param>
public sealed record GateCut(int Instruction) : Cut;

/// <summary>A qubit's timeline ended and begun anew.</summary>
/// <param name="Qubit">The qubit.</param>
/// <param name="AfterInstruction">The cut lies behind this instruction, and before the qubit's next one; from 0.</param>
public sealed record WireCut(int Qubit, int AfterInstruction) : Cut;

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
