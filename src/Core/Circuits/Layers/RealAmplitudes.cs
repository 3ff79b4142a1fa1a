namespace CutAwareQnn.Circuits;

/// <summary>
/// Qiskit's <c>real_amplitudes</c>: RY on every qubit, then in each repetition CX gates and RY on every qubit again.
/// Takes <c>n·(reps + 1)</c> weights, layer by layer.
/// </summary>
/// <param name="Reps">Repetitions, at least 0; Qiskit's default is 3.</param>
/// <param name="Entanglement">The CX pairs, control first; Qiskit's default since 0.24 is reverse linear.</param>
public sealed record RealAmplitudes(int Reps = 3, Entanglement Entanglement = Entanglement.ReverseLinear) : Layer
{
    /// <inheritdoc/>
    public override void AppendTo(CircuitBuilder circuit)
    {
        Repetitions.Check(nameof(RealAmplitudes), Reps, 0);
        Rotate(circuit);
        for (int repetition = 0; repetition < Reps; repetition++)
        {
            foreach ((int control, int target) in Entanglement.Pairs(circuit.QubitCount))
            {
                circuit.Add(Gates.CX, control, target);
            }

            Rotate(circuit);
        }
    }

    private static void Rotate(CircuitBuilder circuit)
    {
        Angle[] weights = circuit.NewWeights(circuit.QubitCount);
        for (int qubit = 0; qubit < circuit.QubitCount; qubit++)
        {
            circuit.Add(Gates.RY, weights[qubit], qubit);
        }
    }
}
