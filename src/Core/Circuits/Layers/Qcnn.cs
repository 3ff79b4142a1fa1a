namespace CutAwareQnn.Circuits;

/// <summary>
/// The quantum convolutional network of Hur, Kim, Park for a power of two of qubits: convolution and pooling by turns until one
/// qubit is left, which is <see cref="ReadoutQubit"/>. With n_U weights a convolution and log₂ n stages it takes
/// <c>(n_U + 2)·log₂ n</c> weights, shared within a stage: those of each stage's convolution, then two for each stage's pooling.
/// </summary>
/// <remarks>
/// A stage convolves the ring of the qubits left: last with first, then pairs from an even position on, then pairs from an odd
/// position on; two qubits are one pair. It pools odd positions into even ones by CRZ, X, CRX with the odd one as control, and of
/// the last two the first into the second. Quantum Machine Intelligence 4, 3 (2022), arXiv:2108.00661, whose 8 qubits this
/// continues to any power of two; order of the weights as in the authors' program.
/// </remarks>
/// <param name="Convolution">The two-qubit circuit of the convolutions.</param>
public sealed record Qcnn(QcnnConvolution Convolution = QcnnConvolution.SU4) : Layer
{
    /// <summary>Returns the qubit to measure: the one that every other was pooled into.</summary>
    /// <param name="qubitCount">Number of qubits, a power of two, at least 2.</param>
    public static int ReadoutQubit(int qubitCount) => qubitCount / 2;

    /// <inheritdoc/>
    public override void AppendTo(CircuitBuilder circuit)
    {
        int count = circuit.QubitCount;
        if (count < 2 || (count & (count - 1)) != 0)
        {
            throw new CircuitException(
                $"Qcnn was given a circuit of {Counted.Of(count, "qubit")}; it halves them down to one, so give 2, 4, 8, 16, …");
        }

        string convolution = QcnnCircuits.Of(Convolution);
        int stageCount = Enumerable.Range(1, 30).First(s => count >> s == 1);
        Angle[][] convolutions = Shared(circuit, stageCount, QcnnCircuits.WeightCount(convolution));
        Angle[][] poolings = Shared(circuit, stageCount, QcnnCircuits.WeightCount(QcnnCircuits.Pooling));
        for (int stage = 0; stage < stageCount; stage++)
        {
            int stride = 1 << stage;
            foreach ((int a, int b) in Ring(count / stride))
            {
                QcnnCircuits.Append(circuit, convolution, convolutions[stage], a * stride, b * stride);
            }

            foreach ((int control, int target) in Pools(count / stride))
            {
                QcnnCircuits.Append(circuit, QcnnCircuits.Pooling, poolings[stage], control * stride, target * stride);
            }
        }
    }

    private static Angle[][] Shared(CircuitBuilder circuit, int stageCount, int weightCount) =>
        Enumerable.Range(0, stageCount).Select(_ => circuit.NewWeights(weightCount)).ToArray();

    private static IEnumerable<(int A, int B)> Ring(int count)
    {
        IEnumerable<(int, int)> Pairs(int first) =>
            Enumerable.Range(0, (count - first) / 2).Select(i => (first + (2 * i), first + (2 * i) + 1));
        return count == 2 ? [(0, 1)] : [(0, count - 1), .. Pairs(0), .. Pairs(1)];
    }

    private static IEnumerable<(int Control, int Target)> Pools(int count) =>
        count == 2 ? [(0, 1)] : Enumerable.Range(0, count / 2).Select(i => ((2 * i) + 1, 2 * i));
}
