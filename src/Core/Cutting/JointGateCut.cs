using CutAwareQnn.Circuits;

namespace CutAwareQnn.Cutting;

/// <summary>Gate cuts between the same two fragments that are cut together, at a smaller γ than one by one.</summary>
/// <param name="Instructions">Indices of the gates in the circuit's instructions, from 0, ascending.</param>
/// <param name="Form">How they are cut together.</param>
public sealed record JointGateCut(EquatableArray<int> Instructions, JointForm Form) : Cut;

/// <summary>How gates are cut together.</summary>
public enum JointForm
{
    /// <summary>
    /// Gates of operator Schmidt rank 2 on disjoint qubits, none of which has to wait for another, through measured joint parities:
    /// <c>γ = 2 Π (1 + |sin t_k|) - 1</c>, without ancilla. Ufrecht et al., PRA 109, 052440, 2024, arXiv:2312.09679.
    /// </summary>
    Parallel,

    /// <summary>
    /// Any two-qubit gates at any times, or a single one, with an ancilla on each fragment: <c>γ = 2 Π (γ_k + 1)/2 - 1</c> for the gates'
    /// optimal γ_k. Schmitt, Piveteau and Sutter, Quantum 9, 1634, 2025, arXiv:2312.11638.
    /// </summary>
    Ancilla,
}
