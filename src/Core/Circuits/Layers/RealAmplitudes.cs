namespace CutAwareQnn.Circuits;

/// <summary>
/// Qiskit's <c>real_amplitudes</c>: RY on every qubit, then in each repetition CX gates and RY on every qubit again.
/// Takes <c>n·(reps + 1)</c> weights, layer by layer.
/// </summary>
/// <param name="Reps">Repetitions, at least 0; Qiskit's default is 3.</param>
/// <param name="Entanglement">The CX pairs, control first; Qiskit's default since 0.24 is reverse linear.</param>
/// <param name="SkipFinalRotationLayer">Whether the last RY gates are left out.</param>
public sealed record RealAmplitudes(int Reps = 3, EntanglerMap Entanglement = default, bool SkipFinalRotationLayer = false) : Layer
{
    /// <inheritdoc/>
    public override void AppendTo(CircuitBuilder circuit)
    {
        Repetitions.Check(nameof(RealAmplitudes), Reps, 0);
        circuit.Add(new TwoLocal([Gates.RY], [Gates.CX], Entanglement, Reps, SkipFinalRotationLayer));
    }
}
