namespace CutAwareQnn.Circuits;

/// <summary>Appends an <see cref="AngleEncoding"/>.</summary>
public sealed class AngleEncodingAttribute : LayerAttribute
{
    /// <summary>The rotation's axis: X, Y or Z.</summary>
    public Pauli Axis { get; set; } = Pauli.X;

    /// <summary>Number of features, from 1 to the number of qubits; 0 for one per qubit.</summary>
    public int FeatureCount { get; set; }

    /// <inheritdoc/>
    public override Layer Layer => new AngleEncoding(Axis, FeatureCount == 0 ? null : FeatureCount);
}
