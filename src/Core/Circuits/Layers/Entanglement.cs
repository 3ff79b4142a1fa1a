namespace CutAwareQnn.Circuits;

/// <summary>A pattern of qubits that a layer's gates join, and their order; Qiskit's names.</summary>
/// <remarks>
/// Described here for pairs; <see cref="EntanglerMap"/> has blocks of any size. Qiskit 2, <c>circuit_library/src/entanglement.rs</c>.
/// </remarks>
public enum Entanglement
{
    /// <summary>(n-2, n-1), …, (1, 2), (0, 1): as a unitary of CX gates the same as <see cref="Full"/>.</summary>
    ReverseLinear,

    /// <summary>(0, 1), (1, 2), …, (n-2, n-1).</summary>
    Linear,

    /// <summary>Every pair (i, j) with i &lt; j, by i and then by j.</summary>
    Full,

    /// <summary>(n-1, 0) and then linear; linear for two qubits.</summary>
    Circular,

    /// <summary>(0, 1), (2, 3), … and then (1, 2), (3, 4), …: depth 2. For pairs only.</summary>
    Pairwise,

    /// <summary>
    /// Qiskit's <c>sca</c>: circular, begun one pair later with every repetition of the layer, and with the qubits of each pair
    /// exchanged in every second repetition. Circuits 14 and 15 of Sim et al. 2019, arXiv:1905.10876.
    /// </summary>
    ShiftedCircularAlternating,
}
