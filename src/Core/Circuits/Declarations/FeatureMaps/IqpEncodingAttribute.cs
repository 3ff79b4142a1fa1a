namespace CutAwareQnn.Circuits;

/// <summary>Appends an <see cref="IqpEncoding"/>.</summary>
public sealed class IqpEncodingAttribute : LayerAttribute
{
    /// <summary>Repetitions, at least 1.</summary>
    public int Reps { get; set; } = 1;

    /// <summary>The pairs, by a pattern.</summary>
    public Entanglement Entanglement { get; set; } = Entanglement.Full;

    /// <summary>The pairs one by one, two qubits per pair; they replace the pattern.</summary>
    public int[]? Pairs { get; set; }

    /// <inheritdoc/>
    public override Layer Layer => new IqpEncoding(
        Given.Reps(nameof(IqpEncoding), Reps), Given.Entanglers(nameof(IqpEncoding), Entanglement, Pairs));
}
