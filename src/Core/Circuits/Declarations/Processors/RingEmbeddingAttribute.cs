namespace CutAwareQnn.Circuits;

/// <summary>Appends a <see cref="RingEmbedding"/>.</summary>
public sealed class RingEmbeddingAttribute : LayerAttribute
{
    /// <summary>Number of rings, at least 1; it divides the number of qubits.</summary>
    public int Rings { get; set; } = 1;

    /// <summary>Index of qubit 0's feature, at least 0.</summary>
    public int FirstFeature { get; set; }

    /// <inheritdoc/>
    public override Layer Layer => new RingEmbedding(Rings, FirstFeature);
}
