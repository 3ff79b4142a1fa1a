using CutAwareQnn.Circuits;
using CutAwareQnn.Simulation;

namespace CutAwareQnn.Learning;

/// <summary>The part of a model that is simulated as one state: a processor, or both where a quantum link joins them.</summary>
/// <param name="Qubits">Its qubits in the whole circuit; qubit i of them is bit i of its basis states.</param>
/// <param name="Preparation">Its embedding, on as many qubits, with the features of the whole circuit.</param>
/// <param name="Program">What it does after the embedding.</param>
internal sealed record ProcessorUnit(int[] Qubits, Circuit Preparation, PhaseProgram Program)
{
    /// <summary>Number of amplitudes that a sample is prepared in, per branch.</summary>
    public int StartLength => 1 << Qubits.Length;
}
