namespace CutAwareQnn.Circuits;

/// <summary>
/// A convolutional network on two processors of m = n/2 qubits, m a power of two: convolution and pooling in turn until one qubit per
/// processor is left, m - 1 and 2m - 1. On <see cref="ProcessorResource.Single"/> all qubits are one processor and one qubit is left.
/// </summary>
/// <param name="Resource">What the processors share.</param>
/// <param name="Sublayers">Number L of sub-layers per convolution, at least 1.</param>
/// <remarks>
/// A sub-layer is H on all qubits, CZ on neighbours from an even position on, RX; then H, CZ on neighbours from an odd position on (a
/// ring), and the same RX again; two qubits have only the first half. Pooling measures each qubit at an even position and turns one at an
/// odd position by RZ and RX, with two weights per outcome. The weights of a stage are those of the convolution of processor A, of B (or of
/// both as one ring), then four per pooling, measured qubits of A and B in turn; 12(L + 2) on eight qubits. Hwang et al. 2025, Quantum Sci.
/// Technol. 10, 015059; order of the weights as in the authors' program.
/// </remarks>
public sealed record ProcessorQcnn(ProcessorResource Resource, int Sublayers = 3) : Layer
{
    /// <summary>Returns the qubits that are left, processor A's first.</summary>
    /// <param name="resource">What the processors share.</param>
    /// <param name="qubitCount">Number of qubits of the circuit.</param>
    public static IReadOnlyList<int> ReadoutQubits(ProcessorResource resource, int qubitCount) =>
        resource == ProcessorResource.Single ? [qubitCount - 1] : [(qubitCount / 2) - 1, qubitCount - 1];

    /// <inheritdoc/>
    public override void AppendTo(CircuitBuilder circuit)
    {
        Repetitions.Check(nameof(ProcessorQcnn), Sublayers, 1);
        int processorCount = Resource == ProcessorResource.Single ? 1 : 2;
        int width = circuit.QubitCount / processorCount;
        if (width < 2 || width * processorCount != circuit.QubitCount || (width & (width - 1)) != 0)
        {
            throw new CircuitException(
                $"{nameof(ProcessorQcnn)} was given {Counted.Of(circuit.QubitCount, "qubit")} for "
                + $"{Counted.Of(processorCount, "processor")}; it halves the qubits of each down to one, so give each 2, 4, 8, … qubits");
        }

        for (int stride = 1; stride < width; stride *= 2)
        {
            int[][] processors =
            [
                .. Enumerable.Range(0, processorCount)
                    .Select(p => Enumerable.Range(1, width / stride).Select(i => (p * width) + (i * stride) - 1).ToArray()),
            ];
            AppendStage(circuit, processors);
        }
    }

    private void AppendStage(CircuitBuilder circuit, int[][] processors)
    {
        int[][] rings = Resource == ProcessorResource.Quantum ? [[.. processors.SelectMany(p => p)]] : processors;
        foreach (int[] ring in rings)
        {
            AppendConvolution(circuit, ring);
        }

        // A linked ring pools from its first qubit to its last; apart, the processors' measurements alternate.
        (int Measured, int Turned)[] pools = Resource == ProcessorResource.Quantum
            ? [.. processors.SelectMany(p => Enumerable.Range(0, p.Length / 2).Select(j => (p[2 * j], p[(2 * j) + 1])))]
            : [
                .. Enumerable.Range(0, processors[0].Length / 2)
                    .SelectMany(j => processors.Select((p, i) => (p[2 * j], Partner(processors, i)[(2 * j) + 1]))),
            ];
        foreach ((int measured, int turned) in pools)
        {
            AppendPooling(circuit, measured, turned);
        }
    }

    private int[] Partner(int[][] processors, int own) => processors[Resource == ProcessorResource.Classical ? 1 - own : own];

    private void AppendConvolution(CircuitBuilder circuit, int[] ring)
    {
        for (int sublayer = 0; sublayer < Sublayers; sublayer++)
        {
            Angle[] weights = circuit.NewWeights(ring.Length);
            for (int half = 0; half < (ring.Length == 2 ? 1 : 2); half++)
            {
                foreach (int qubit in ring)
                {
                    circuit.Add(Gates.H, qubit);
                }

                for (int i = half; i < ring.Length; i += 2)
                {
                    circuit.Add(Gates.CZ, ring[i], ring[(i + 1) % ring.Length]);
                }

                for (int i = 0; i < ring.Length; i++)
                {
                    circuit.Add(Gates.RX, weights[i], ring[i]);
                }
            }
        }
    }

    // The rotations of both outcomes exclude each other, so they may alternate: RZ of either, then RX of either.
    private static void AppendPooling(CircuitBuilder circuit, int measured, int turned)
    {
        Angle[] weights = circuit.NewWeights(4);
        int bit = circuit.NewBit();
        circuit.Add(new Measurement(measured, bit));
        for (int rotation = 0; rotation < 2; rotation++)
        {
            for (int outcome = 0; outcome < 2; outcome++)
            {
                circuit.Add(new Conditional(
                    new Condition(EquatableArray<int>.Of(bit), outcome),
                    new GateInstruction(
                        rotation == 0 ? Gates.RZ : Gates.RX,
                        EquatableArray<int>.Of(turned),
                        new[] { weights[(2 * outcome) + rotation] }.ToEquatableArray())));
            }
        }
    }
}
