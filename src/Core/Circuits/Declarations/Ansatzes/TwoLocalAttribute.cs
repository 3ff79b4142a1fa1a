namespace CutAwareQnn.Circuits;

/// <summary>Appends a <see cref="TwoLocal"/> ansatz.</summary>
public sealed class TwoLocalAttribute : LayerAttribute
{
    /// <summary>Describes the layer.</summary>
    /// <param name="rotations">Names of gates of one qubit, in order.</param>
    /// <param name="entanglers">Names of gates of two or more qubits, in order.</param>
    public TwoLocalAttribute(string[] rotations, string[] entanglers)
    {
        Rotations = rotations;
        Entanglers = entanglers;
    }

    /// <summary>Names of gates of one qubit, in order.</summary>
    public string[] Rotations { get; }

    /// <summary>Names of gates of two or more qubits, in order.</summary>
    public string[] Entanglers { get; }

    /// <summary>Repetitions, at least 0.</summary>
    public int Reps { get; set; } = 3;

    /// <summary>The blocks, by a pattern.</summary>
    public Entanglement Entanglement { get; set; } = Entanglement.Full;

    /// <summary>The blocks of two qubits one by one, two qubits per pair; they replace the pattern.</summary>
    public int[]? Pairs { get; set; }

    /// <summary>Whether the last rotations are left out.</summary>
    public bool SkipFinalRotationLayer { get; set; }

    /// <inheritdoc/>
    public override Layer Layer => new TwoLocal(
        Given.GateList(nameof(TwoLocal), Rotations), Given.GateList(nameof(TwoLocal), Entanglers),
        Given.Entanglers(nameof(TwoLocal), Entanglement, Pairs), Given.Reps(nameof(TwoLocal), Reps), SkipFinalRotationLayer);
}
