namespace CutAwareQnn.Circuits;

/// <summary>Appends a <see cref="RealAmplitudes"/> ansatz.</summary>
public sealed class RealAmplitudesAttribute : LayerAttribute
{
    /// <summary>Repetitions, at least 0.</summary>
    public int Reps { get; set; } = 3;

    /// <summary>The CX pairs, by a pattern.</summary>
    public Entanglement Entanglement { get; set; } = Entanglement.ReverseLinear;

    /// <summary>The CX pairs one by one, control first; they replace the pattern.</summary>
    public int[]? Pairs { get; set; }

    /// <summary>Whether the last RY gates are left out.</summary>
    public bool SkipFinalRotationLayer { get; set; }

    /// <inheritdoc/>
    public override Layer Layer => new RealAmplitudes(
        Given.Reps(nameof(RealAmplitudes), Reps), Given.Entanglers(nameof(RealAmplitudes), Entanglement, Pairs), SkipFinalRotationLayer);
}
