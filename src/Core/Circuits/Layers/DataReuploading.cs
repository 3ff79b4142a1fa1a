namespace CutAwareQnn.Circuits;

/// <summary>
/// Repeats a feature map and an ansatz: the features are uploaded anew in every repetition, and each repetition has weights of
/// its own, one repetition's after the other's.
/// </summary>
/// <remarks>Pérez-Salinas, Cervera-Lierta, Gil-Fuster, Latorre, Quantum 4, 226 (2020), arXiv:1907.02085.</remarks>
/// <param name="FeatureMap">The layer with features, first in each repetition.</param>
/// <param name="Ansatz">The layer with weights, second in each repetition.</param>
/// <param name="Reps">Repetitions, at least 1.</param>
public sealed record DataReuploading(Layer FeatureMap, Layer Ansatz, int Reps) : Layer
{
    /// <inheritdoc/>
    public override void AppendTo(CircuitBuilder circuit)
    {
        Repetitions.Check(nameof(DataReuploading), Reps, 1);
        for (int repetition = 0; repetition < Reps; repetition++)
        {
            circuit.Add(FeatureMap).Add(Ansatz);
        }
    }
}
