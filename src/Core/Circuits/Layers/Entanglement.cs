namespace CutAwareQnn.Circuits;

/// <summary>Which pairs of qubits an ansatz entangles, and in which order; Qiskit's names.</summary>
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
}

/// <summary>The pairs of an entanglement.</summary>
public static class EntanglementPairs
{
    /// <summary>The pairs (first, second) in time order.</summary>
    /// <param name="entanglement">The pattern.</param>
    /// <param name="qubitCount">Number of qubits, at least 1.</param>
    public static IReadOnlyList<(int First, int Second)> Pairs(this Entanglement entanglement, int qubitCount)
    {
        IEnumerable<(int, int)> linear = Enumerable.Range(0, qubitCount - 1).Select(i => (i, i + 1));
        IEnumerable<(int, int)> pairs = entanglement switch
        {
            Entanglement.Linear => linear,
            Entanglement.ReverseLinear => linear.Reverse(),
            Entanglement.Circular => qubitCount > 2 ? linear.Prepend((qubitCount - 1, 0)) : linear,
            _ => Enumerable.Range(0, qubitCount).SelectMany(i => Enumerable.Range(i + 1, qubitCount - 1 - i).Select(j => (i, j))),
        };
        return pairs.ToArray();
    }
}
