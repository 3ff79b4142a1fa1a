namespace CutAwareQnn.Circuits;

/// <summary>
/// PennyLane's <c>IQPEmbedding</c>: in each repetition H and RZ(x_q) on every qubit, then RZZ(x_i·x_j) on each pair (i, j).
/// One feature per qubit.
/// </summary>
/// <remarks>
/// docs.pennylane.ai, <c>qml.IQPEmbedding</c>, whose two-qubit gate is <c>MultiRZ</c>, exp(-i·x_i·x_j·ZZ/2); after Havlíček et al.
/// 2019, arXiv:1804.11326. As the gates of a repetition are diagonal, the order of the pairs does not matter.
/// </remarks>
public sealed record IqpEncoding : Layer
{
    /// <summary>Describes the layer.</summary>
    /// <param name="reps">Repetitions, at least 1; PennyLane's default is 1.</param>
    /// <param name="pattern">The pairs; PennyLane's default, also for null, is <see cref="Entanglement.Full"/>.</param>
    public IqpEncoding(int reps = 1, EntanglerMap? pattern = null)
    {
        Reps = reps;
        Pattern = pattern ?? Entanglement.Full;
    }

    /// <summary>Repetitions.</summary>
    public int Reps { get; }

    /// <summary>The pairs.</summary>
    public EntanglerMap Pattern { get; }

    /// <inheritdoc/>
    public override void AppendTo(CircuitBuilder circuit)
    {
        Repetitions.Check(nameof(IqpEncoding), Reps, 1);
        for (int repetition = 0; repetition < Reps; repetition++)
        {
            for (int qubit = 0; qubit < circuit.QubitCount; qubit++)
            {
                circuit.Add(Gates.H, qubit).Add(Gates.RZ, Angle.Feature(qubit), qubit);
            }

            foreach (EquatableArray<int> pair in Pattern.Blocks(circuit.QubitCount, 2, repetition))
            {
                circuit.Add(Gates.RZZ, Angle.Feature(pair[0]) * Angle.Feature(pair[1]), pair[0], pair[1]);
            }
        }
    }
}
