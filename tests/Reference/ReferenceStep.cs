namespace CutAwareQnn.Reference;

/// <summary>One step of a circuit that may measure on the way.</summary>
public abstract record ReferenceStep
{
    private ReferenceStep() { }

    /// <summary>A unitary gate.</summary>
    public sealed record Gate(ReferenceGate Operation) : ReferenceStep;

    /// <summary>A Z measurement; the qubit continues and the outcome overwrites a classical bit.</summary>
    public sealed record Measure(int Qubit, int Bit) : ReferenceStep;

    /// <summary>The qubit is returned to |0⟩.</summary>
    public sealed record Reset(int Qubit) : ReferenceStep;

    /// <summary>A linear map on some qubits: noise, or one of the maps of a cut.</summary>
    public sealed record Channel(SuperOperator Map, int[] Qubits) : ReferenceStep;

    /// <summary>A step that happens where the classical bits, the first least significant, read <paramref name="Value"/>.</summary>
    public sealed record Conditional(int[] Bits, int Value, ReferenceStep Step) : ReferenceStep;
}
