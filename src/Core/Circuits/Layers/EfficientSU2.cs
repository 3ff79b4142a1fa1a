namespace CutAwareQnn.Circuits;

/// <summary>
/// Qiskit's <c>efficient_su2</c>: the rotation gates one after another over all qubits, then in each repetition CX gates and the
/// rotations again. Takes <c>2·n·(reps + 1)</c> weights by default: layer by layer, gate by gate, qubit by qubit.
/// </summary>
public sealed record EfficientSU2 : Layer
{
    /// <summary>Describes the layer.</summary>
    /// <param name="reps">Repetitions, at least 0; Qiskit's default is 3.</param>
    /// <param name="entanglement">The CX pairs, control first; Qiskit's default since 0.24 is reverse linear.</param>
    /// <param name="gates">Gates of one qubit; Qiskit's default, also for null, is RY and RZ.</param>
    /// <param name="skipFinalRotationLayer">Whether the last rotations are left out.</param>
    public EfficientSU2(
        int reps = 3, EntanglerMap entanglement = default, IReadOnlyList<Gate>? gates = null, bool skipFinalRotationLayer = false)
    {
        Reps = reps;
        Entanglement = entanglement;
        Rotations = (gates ?? [Gates.RY, Gates.RZ]).ToEquatableArray();
        SkipFinalRotationLayer = skipFinalRotationLayer;
    }

    /// <summary>Repetitions.</summary>
    public int Reps { get; }

    /// <summary>The CX pairs, control first.</summary>
    public EntanglerMap Entanglement { get; }

    /// <summary>Gates of one qubit, applied in this order.</summary>
    public EquatableArray<Gate> Rotations { get; }

    /// <summary>Whether no rotations follow the last repetition.</summary>
    public bool SkipFinalRotationLayer { get; }

    /// <inheritdoc/>
    public override void AppendTo(CircuitBuilder circuit)
    {
        Repetitions.Check(nameof(EfficientSU2), Reps, 0);
        circuit.Add(new TwoLocal(Rotations, [Gates.CX], Entanglement, Reps, SkipFinalRotationLayer));
    }
}
