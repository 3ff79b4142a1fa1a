namespace CutAwareQnn.Circuits;

/// <summary>
/// Qiskit's <c>TwoLocal</c> and <c>n_local</c>: in each repetition the rotation gates one after another over all qubits, then the
/// entangling gates one after another over the blocks of the map; after the last repetition the rotations again.
/// </summary>
/// <remarks>
/// Weights: in the order of the gates, those of one gate side by side. An entangling gate may have angles and more than two qubits.
/// Without entanglers in a register of one qubit, as in Qiskit. Source: Qiskit 2, <c>circuit_library/src/multi_local.rs</c>.
/// </remarks>
public sealed record TwoLocal : Layer
{
    /// <summary>Describes the layer.</summary>
    /// <param name="rotations">Gates of one qubit, with or without angles.</param>
    /// <param name="entanglers">Gates of two or more qubits, with or without angles.</param>
    /// <param name="entanglement">The blocks; Qiskit's default, also for null, is <see cref="Entanglement.Full"/>.</param>
    /// <param name="reps">Repetitions, at least 0; Qiskit's default is 3.</param>
    /// <param name="skipFinalRotationLayer">Whether the circuit ends with the last repetition's entanglers.</param>
    public TwoLocal(
        IReadOnlyList<Gate> rotations,
        IReadOnlyList<Gate> entanglers,
        EntanglerMap? entanglement = null,
        int reps = 3,
        bool skipFinalRotationLayer = false)
    {
        Rotations = rotations.ToEquatableArray();
        Entanglers = entanglers.ToEquatableArray();
        Entanglement = entanglement ?? Circuits.Entanglement.Full;
        Reps = reps;
        SkipFinalRotationLayer = skipFinalRotationLayer;
    }

    /// <summary>Gates of one qubit, applied in this order.</summary>
    public EquatableArray<Gate> Rotations { get; }

    /// <summary>Gates of two or more qubits, applied in this order.</summary>
    public EquatableArray<Gate> Entanglers { get; }

    /// <summary>The blocks that the entanglers join.</summary>
    public EntanglerMap Entanglement { get; }

    /// <summary>Repetitions.</summary>
    public int Reps { get; }

    /// <summary>Whether no rotations follow the last repetition.</summary>
    public bool SkipFinalRotationLayer { get; }

    /// <inheritdoc/>
    public override void AppendTo(CircuitBuilder circuit)
    {
        Repetitions.Check(nameof(TwoLocal), Reps, 0);
        RequireSizes();
        for (int repetition = 0; repetition < Reps; repetition++)
        {
            Rotate(circuit);
            Entangle(circuit, repetition);
        }

        if (!SkipFinalRotationLayer)
        {
            Rotate(circuit);
        }
    }

    private void Rotate(CircuitBuilder circuit)
    {
        foreach (Gate gate in Rotations)
        {
            for (int qubit = 0; qubit < circuit.QubitCount; qubit++)
            {
                circuit.Add(gate, circuit.NewWeights(gate.ParameterCount), qubit);
            }
        }
    }

    private void Entangle(CircuitBuilder circuit, int repetition)
    {
        foreach (Gate gate in Entanglers)
        {
            foreach (EquatableArray<int> block in Entanglement.Blocks(circuit.QubitCount, gate.QubitCount, repetition))
            {
                circuit.Add(gate, circuit.NewWeights(gate.ParameterCount), [.. block]);
            }
        }
    }

    private void RequireSizes()
    {
        if (Rotations.FirstOrDefault(g => g.QubitCount != 1) is { } wide)
        {
            throw new CircuitException(
                $"gate {wide} was given as a rotation but acts on {Counted.Of(wide.QubitCount, "qubit")}; list it as an entangler");
        }

        if (Entanglers.FirstOrDefault(g => g.QubitCount == 1) is { } narrow)
        {
            throw new CircuitException($"gate {narrow} was given as an entangler but acts on 1 qubit; list it as a rotation");
        }
    }
}
