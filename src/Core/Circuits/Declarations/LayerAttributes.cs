namespace CutAwareQnn.Circuits;

/// <summary>A layer of an annotated circuit.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public abstract class LayerAttribute : Attribute
{
    /// <summary>The layer with the attribute's settings.</summary>
    public abstract Layer Layer { get; }
}

/// <summary>Appends a <see cref="ZFeatureMap"/>.</summary>
public sealed class ZFeatureMapAttribute : LayerAttribute
{
    /// <summary>Repetitions, at least 1.</summary>
    public int Reps { get; set; } = 2;

    /// <inheritdoc/>
    public override Layer Layer => new ZFeatureMap(Reps);
}

/// <summary>Appends a <see cref="RealAmplitudes"/> ansatz.</summary>
public sealed class RealAmplitudesAttribute : LayerAttribute
{
    /// <summary>Repetitions, at least 0.</summary>
    public int Reps { get; set; } = 3;

    /// <summary>The CX pairs.</summary>
    public Entanglement Entanglement { get; set; } = Entanglement.ReverseLinear;

    /// <inheritdoc/>
    public override Layer Layer => new RealAmplitudes(Reps, Entanglement);
}
