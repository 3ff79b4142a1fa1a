namespace CutAwareQnn.Cutting;

/// <summary>How several gates are cut together.</summary>
public enum JointForm
{
    /// <summary>
    /// Gates of operator Schmidt rank 2 on different qubits that can be moved to one moment, without ancilla:
    /// γ = 2·Π(1 + |sin t_k|) - 1. Ufrecht et al., arXiv:2312.09679.
    /// </summary>
    Parallel,

    /// <summary>
    /// Any two-qubit gates at any times, or a single one, with an ancilla on each side: γ = 2·Π(γ_k + 1)/2 - 1 with the optimal γ_k of
    /// each. Schmitt, Piveteau and Sutter, arXiv:2312.11638.
    /// </summary>
    Ancilla,
}
