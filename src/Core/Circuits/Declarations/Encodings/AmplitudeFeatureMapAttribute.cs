namespace CutAwareQnn.Circuits;

/// <summary>Appends an <see cref="AmplitudeFeatureMap"/>.</summary>
public sealed class AmplitudeFeatureMapAttribute : LayerAttribute
{
    /// <summary>Number of features, from 1 to 2^n; 0 for 2^n.</summary>
    public int FeatureCount { get; set; }

    /// <inheritdoc/>
    public override Layer Layer => new AmplitudeFeatureMap(FeatureCount == 0 ? null : FeatureCount);
}
