namespace CutAwareQnn.Circuits;

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
