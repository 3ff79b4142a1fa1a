namespace CutAwareQnn.Circuits;

/// <summary>Appends a <see cref="BasisEncoding"/>.</summary>
public sealed class BasisEncodingAttribute : LayerAttribute
{
    /// <summary>Describes the layer.</summary>
    /// <param name="bits">One bit per qubit, 0 or 1, qubit 0 first.</param>
    public BasisEncodingAttribute(params int[] bits)
    {
        Bits = bits;
    }

    /// <summary>One bit per qubit, qubit 0 first.</summary>
    public int[] Bits { get; }

    /// <inheritdoc/>
    public override Layer Layer => new BasisEncoding(Given.List(nameof(BasisEncoding), "bits", Bits));
}
