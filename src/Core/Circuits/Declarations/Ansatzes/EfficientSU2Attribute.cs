namespace CutAwareQnn.Circuits;

/// <summary>Appends an <see cref="EfficientSU2"/> ansatz.</summary>
public sealed class EfficientSU2Attribute : LayerAttribute
{
    /// <summary>Repetitions, at least 0.</summary>
    public int Reps { get; set; } = 3;

    /// <summary>The CX pairs, by a pattern.</summary>
    public Entanglement Entanglement { get; set; } = Entanglement.ReverseLinear;

    /// <summary>The CX pairs one by one, control first; they replace the pattern.</summary>
    public int[]? Pairs { get; set; }

    /// <summary>Names of gates of one qubit, in order; null for RY and RZ.</summary>
    public string[]? Rotations { get; set; }

    /// <summary>Whether the last rotations are left out.</summary>
    public bool SkipFinalRotationLayer { get; set; }

    /// <inheritdoc/>
    public override Layer Layer => new EfficientSU2(
        Given.Reps(nameof(EfficientSU2), Reps), Given.Entanglers(nameof(EfficientSU2), Entanglement, Pairs),
        Rotations is null ? null : Given.GateList(nameof(EfficientSU2), Rotations), SkipFinalRotationLayer);
}
