namespace CutAwareQnn.Circuits;

/// <summary>Appends a <see cref="ZFeatureMap"/>.</summary>
public sealed class ZFeatureMapAttribute : LayerAttribute
{
    /// <summary>Repetitions, at least 1.</summary>
    public int Reps { get; set; } = 2;

    /// <inheritdoc/>
    public override Layer Layer => new ZFeatureMap(Given.Reps(nameof(ZFeatureMap), Reps));
}
