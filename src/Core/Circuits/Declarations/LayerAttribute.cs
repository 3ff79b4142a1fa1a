namespace CutAwareQnn.Circuits;

/// <summary>A layer of an annotated circuit; layers apply in the order written.</summary>
/// <remarks>
/// The source generator makes the same attribute from what is written and reads its <see cref="Layer"/>, so a layer has no
/// second description.
/// </remarks>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public abstract class LayerAttribute : Attribute
{
    /// <summary>The layer with the attribute's settings.</summary>
    /// <exception cref="CutAwareException">A setting is outside its range; the message names it.</exception>
    public abstract Layer Layer { get; }
}
