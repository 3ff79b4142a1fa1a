namespace CutAwareQnn.Circuits;

/// <summary>
/// The quantum approximate optimisation ansatz for the cost Σ w_ij·Z_i·Z_j of a weighted graph: H on every qubit, then in each
/// repetition RZZ(2·γ·w) on each edge and RX(2·β) on every qubit. Takes <c>2·reps</c> weights: β of every repetition, then γ of
/// every repetition.
/// </summary>
/// <remarks>
/// The angles are those of exp(-iγH_C) and exp(-iβΣX), the convention of Qiskit's <c>qaoa_ansatz</c> and of PennyLane's
/// <c>qml.qaoa.cost_layer</c> and <c>mixer_layer</c>; the order of the weights is Qiskit's, which sorts parameters by name.
/// Farhi, Goldstone, Gutmann, arXiv:1411.4028.
/// </remarks>
/// <param name="Edges">At least one edge.</param>
/// <param name="Reps">Repetitions p, at least 1; Qiskit's default is 1.</param>
public sealed record Qaoa(EquatableArray<WeightedEdge> Edges, int Reps = 1) : Layer
{
    /// <summary>Describes the layer.</summary>
    public Qaoa(IEnumerable<WeightedEdge> edges, int reps = 1)
        : this(edges.ToEquatableArray(), reps)
    {
    }

    /// <inheritdoc/>
    public override void AppendTo(CircuitBuilder circuit)
    {
        Repetitions.Check(nameof(Qaoa), Reps, 1);
        if (Edges.Count == 0)
        {
            throw new CircuitException("Qaoa was given a graph without edges, whose cost is 0 everywhere; give at least one edge");
        }

        Angle[] betas = circuit.NewWeights(Reps);
        Angle[] gammas = circuit.NewWeights(Reps);
        for (int qubit = 0; qubit < circuit.QubitCount; qubit++)
        {
            circuit.Add(Gates.H, qubit);
        }

        for (int repetition = 0; repetition < Reps; repetition++)
        {
            foreach (WeightedEdge edge in Edges)
            {
                circuit.Add(Gates.RZZ, 2 * edge.Weight * gammas[repetition], edge.First, edge.Second);
            }

            for (int qubit = 0; qubit < circuit.QubitCount; qubit++)
            {
                circuit.Add(Gates.RX, 2 * betas[repetition], qubit);
            }
        }
    }
}
