namespace CutAwareQnn.Circuits;

/// <summary>
/// Qiskit's <c>z_feature_map</c>: in each repetition H on every qubit, then P(2·x_q) on qubit q. One feature per qubit.
/// Havlíček et al. 2019, arXiv:1804.11326.
/// </summary>
/// <param name="Reps">Repetitions, at least 1; Qiskit's default is 2.</param>
public sealed record ZFeatureMap(int Reps = 2) : Layer
{
    /// <inheritdoc/>
    public override void AppendTo(CircuitBuilder circuit)
    {
        Repetitions.Check(nameof(ZFeatureMap), Reps, 1);
        for (int repetition = 0; repetition < Reps; repetition++)
        {
            for (int qubit = 0; qubit < circuit.QubitCount; qubit++)
            {
                circuit.Add(Gates.H, qubit);
            }

            for (int qubit = 0; qubit < circuit.QubitCount; qubit++)
            {
                circuit.Add(Gates.P, 2 * Angle.Feature(qubit), qubit);
            }
        }
    }
}
