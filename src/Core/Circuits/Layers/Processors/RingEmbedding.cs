namespace CutAwareQnn.Circuits;

/// <summary>
/// H on every qubit, <c>RZ(x_q)</c> on qubit q, then <c>RZZ((π - x_i)(π - x_j)/2)</c> for neighbours on a ring; on two qubits one RZZ. The
/// register is divided into equal rings of consecutive qubits, one per processor.
/// </summary>
/// <param name="Rings">Number of rings, at least 1; it divides the number of qubits.</param>
/// <param name="FirstFeature">Index of qubit 0's feature, at least 0.</param>
/// <remarks>Hwang et al. 2025, Quantum Sci. Technol. 10, 015059; angles as in the authors' program.</remarks>
public sealed record RingEmbedding(int Rings = 1, int FirstFeature = 0) : Layer
{
    /// <inheritdoc/>
    public override void AppendTo(CircuitBuilder circuit)
    {
        if (Rings < 1 || circuit.QubitCount % Rings != 0)
        {
            throw new CircuitException(
                $"{nameof(RingEmbedding)} was given {Counted.Of(Rings, "ring")} for {Counted.Of(circuit.QubitCount, "qubit")}; give a "
                + "divisor of the number of qubits");
        }

        if (FirstFeature < 0)
        {
            throw new CircuitException($"{nameof(RingEmbedding)} was given {FirstFeature} as its first feature; features count from 0");
        }

        int size = circuit.QubitCount / Rings;
        for (int first = 0; first < circuit.QubitCount; first += size)
        {
            int[] ring = [.. Enumerable.Range(first, size)];
            foreach (int qubit in ring)
            {
                circuit.Add(Gates.H, qubit);
            }

            foreach (int qubit in ring)
            {
                circuit.Add(Gates.RZ, Feature(qubit), qubit);
            }

            foreach ((int a, int b) in Neighbours(ring))
            {
                circuit.Add(Gates.RZZ, (Math.PI - Feature(a)) * (Math.PI - Feature(b)) / 2, a, b);
            }
        }
    }

    private static IEnumerable<(int A, int B)> Neighbours(int[] ring) =>
        Enumerable.Range(0, ring.Length < 3 ? ring.Length - 1 : ring.Length).Select(i => (ring[i], ring[(i + 1) % ring.Length]));

    private Angle Feature(int qubit) => Angle.Feature(FirstFeature + qubit);
}
