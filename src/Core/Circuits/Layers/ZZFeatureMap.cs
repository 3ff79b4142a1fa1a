namespace CutAwareQnn.Circuits;

/// <summary>
/// Qiskit's <c>zz_feature_map</c>: in each repetition H on every qubit, P(2·x_q) on qubit q, then for each pair (i, j)
/// CX(i, j), P(2·(π - x_i)·(π - x_j)) on j, CX(i, j). One feature per qubit; at least two qubits.
/// Havlíček et al. 2019, arXiv:1804.11326.
/// </summary>
public sealed record ZZFeatureMap : Layer
{
    /// <summary>Describes the layer.</summary>
    /// <param name="reps">Repetitions, at least 1; Qiskit's default is 2.</param>
    /// <param name="entanglement">The pairs; Qiskit's default, also for null, is <see cref="Entanglement.Full"/>.</param>
    /// <param name="alpha">The factor of every angle in place of 2, finite.</param>
    public ZZFeatureMap(int reps = 2, EntanglerMap? entanglement = null, double alpha = 2)
    {
        Reps = reps;
        Entanglement = entanglement ?? Circuits.Entanglement.Full;
        Alpha = alpha;
    }

    /// <summary>Repetitions.</summary>
    public int Reps { get; }

    /// <summary>The pairs.</summary>
    public EntanglerMap Entanglement { get; }

    /// <summary>The factor of every angle.</summary>
    public double Alpha { get; }

    /// <inheritdoc/>
    public override void AppendTo(CircuitBuilder circuit)
    {
        Repetitions.Check(nameof(ZZFeatureMap), Reps, 1);
        circuit.Add(new PauliFeatureMap(["Z", "ZZ"], Reps, Entanglement, Alpha));
    }
}
