namespace CutAwareQnn.Circuits;

/// <summary>
/// PennyLane's <c>AmplitudeEmbedding</c> of features, normalised and padded with zeros: feature i is the amplitude of basis state i,
/// up to a common factor. Signs are kept; features that are all 0 prepare |0…0⟩. No weights.
/// </summary>
/// <remarks>
/// docs.pennylane.ai, <c>qml.AmplitudeEmbedding</c>, but with qubit 0 as the least significant bit of an index. Möttönen et al.,
/// quant-ph/0404089. The angles hold arctangents and roots of features, so every amplitude is written out: at most 8 qubits.
/// </remarks>
/// <param name="FeatureCount">Number of features, from 1 to 2^n; null for 2^n.</param>
public sealed record AmplitudeFeatureMap(int? FeatureCount = null) : Layer
{
    private const int MostQubits = 8;

    /// <inheritdoc/>
    public override void AppendTo(CircuitBuilder circuit)
    {
        if (circuit.QubitCount > MostQubits)
        {
            throw new CircuitException(
                $"AmplitudeFeatureMap was given a circuit of {Counted.Of(circuit.QubitCount, "qubit")}; it writes every amplitude out, so "
                + $"use at most {MostQubits}");
        }

        int amplitudeCount = 1 << circuit.QubitCount;
        int featureCount = FeatureCount ?? amplitudeCount;
        if (featureCount < 1 || featureCount > amplitudeCount)
        {
            throw new CircuitException(
                $"AmplitudeFeatureMap was given {Counted.Of(featureCount, "feature")} but "
                + $"{Counted.Of(circuit.QubitCount, "qubit", "has", "have")} {Counted.Of(amplitudeCount, "amplitude")}; "
                + $"give 1 to {amplitudeCount}");
        }

        Angle[] amplitudes = Enumerable.Range(0, amplitudeCount).Select(i => i < featureCount ? Angle.Feature(i) : Angle.Zero).ToArray();
        StatePreparation.AppendMagnitudes(
            circuit, amplitudes, (a, b) => Angle.Apply(AngleFunction.Sqrt, (a * a) + (b * b)), Angle.Atan2);
    }
}
