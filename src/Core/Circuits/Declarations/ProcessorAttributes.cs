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

/// <summary>Appends <see cref="SharedPairs"/>.</summary>
public sealed class SharedPairsAttribute : LayerAttribute
{
    /// <summary>Describes the layer.</summary>
    /// <param name="concurrences">One concurrence per pair, in (0, 1].</param>
    public SharedPairsAttribute(params double[] concurrences)
    {
        Concurrences = concurrences;
    }

    /// <summary>One concurrence per pair, in (0, 1].</summary>
    public double[] Concurrences { get; }

    /// <inheritdoc/>
    public override Layer Layer => new SharedPairs(Given.List(nameof(SharedPairs), "concurrences", Concurrences).ToEquatableArray());
}

/// <summary>Appends a <see cref="ProcessorQcnn"/>.</summary>
public sealed class ProcessorQcnnAttribute : LayerAttribute
{
    /// <summary>Describes the layer.</summary>
    /// <param name="resource">What the processors share.</param>
    public ProcessorQcnnAttribute(ProcessorResource resource)
    {
        Resource = resource;
    }

    /// <summary>What the processors share.</summary>
    public ProcessorResource Resource { get; }

    /// <summary>Number of sub-layers per convolution, at least 1.</summary>
    public int Sublayers { get; set; } = 3;

    /// <inheritdoc/>
    public override Layer Layer => new ProcessorQcnn(Resource, Given.Reps(nameof(ProcessorQcnn), Sublayers));
}
