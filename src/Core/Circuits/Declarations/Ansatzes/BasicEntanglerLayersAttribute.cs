namespace CutAwareQnn.Circuits;

/// <summary>Appends <see cref="BasicEntanglerLayers"/>.</summary>
public sealed class BasicEntanglerLayersAttribute : LayerAttribute
{
    /// <summary>Describes the layer.</summary>
    /// <param name="reps">Repetitions, at least 0.</param>
    public BasicEntanglerLayersAttribute(int reps)
    {
        Reps = reps;
    }

    /// <summary>Repetitions.</summary>
    public int Reps { get; }

    /// <summary>The name of a gate of one qubit and one angle.</summary>
    public string Rotation { get; set; } = "rx";

    /// <inheritdoc/>
    public override Layer Layer => new BasicEntanglerLayers(
        Given.Reps(nameof(BasicEntanglerLayers), Reps), Given.Gate(nameof(BasicEntanglerLayers), Rotation));
}
