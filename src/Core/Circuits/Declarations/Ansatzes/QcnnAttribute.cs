namespace CutAwareQnn.Circuits;

/// <summary>Appends a <see cref="Qcnn"/>.</summary>
public sealed class QcnnAttribute : LayerAttribute
{
    /// <summary>The two-qubit circuit of the convolutions.</summary>
    public QcnnConvolution Convolution { get; set; } = QcnnConvolution.SU4;

    /// <inheritdoc/>
    public override Layer Layer => new Qcnn(Convolution);
}
