namespace CutAwareQnn.Circuits;

/// <summary>Appends a <see cref="ZZFeatureMap"/>.</summary>
public sealed class ZZFeatureMapAttribute : LayerAttribute
{
    /// <summary>Repetitions, at least 1.</summary>
    public int Reps { get; set; } = 2;

    /// <summary>The pairs, by a pattern.</summary>
    public Entanglement Entanglement { get; set; } = Entanglement.Full;

    /// <summary>The pairs one by one, two qubits per pair; they replace the pattern.</summary>
    public int[]? Pairs { get; set; }

    /// <summary>The factor of every angle, finite.</summary>
    public double Alpha { get; set; } = 2;

    /// <inheritdoc/>
    public override Layer Layer => new ZZFeatureMap(
        Given.Reps(nameof(ZZFeatureMap), Reps), Given.Entanglers(nameof(ZZFeatureMap), Entanglement, Pairs), Alpha);
}
