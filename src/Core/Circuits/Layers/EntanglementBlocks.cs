namespace CutAwareQnn.Circuits;

/// <summary>The blocks of qubits of each pattern, as Qiskit's <c>get_entangler_map</c> has them.</summary>
internal static class EntanglementBlocks
{
    /// <summary>Returns the blocks in time order.</summary>
    /// <param name="entanglement">The pattern.</param>
    /// <param name="qubitCount">Number n of qubits of the circuit, at least the block's size.</param>
    /// <param name="size">Number m of qubits of a block, at least 1.</param>
    /// <param name="repetition">The layer's repetition from 0.</param>
    public static IEnumerable<EquatableArray<int>> Of(Entanglement entanglement, int qubitCount, int size, int repetition) =>
        entanglement switch
        {
            Entanglement.Full => Combinations(qubitCount, size),
            Entanglement.Linear => Linear(qubitCount, size),
            Entanglement.ReverseLinear => Linear(qubitCount, size).Reverse(),
            Entanglement.Circular => Circular(qubitCount, size),
            Entanglement.Pairwise when size == 1 => Linear(qubitCount, 1),
            Entanglement.Pairwise when size == 2 =>
                Linear(qubitCount, 2).Where((_, i) => i % 2 == 0).Concat(Linear(qubitCount, 2).Where((_, i) => i % 2 == 1)),
            Entanglement.Pairwise => throw new CircuitException(
                $"pairwise entanglement was given a block of {Counted.Of(size, "qubit")}; it joins pairs, so choose another pattern"),
            Entanglement.ShiftedCircularAlternating => Alternating(qubitCount, size, repetition),
            _ => throw Undefined(entanglement),
        };

    public static CircuitException Undefined(Entanglement entanglement) => new(
        $"entanglement {(int)entanglement} is no pattern; use a named one such as {Entanglement.Linear}, or list the pairs");

    private static IEnumerable<EquatableArray<int>> Linear(int qubitCount, int size) =>
        Enumerable.Range(0, qubitCount - size + 1).Select(first => Enumerable.Range(first, size).ToEquatableArray());

    // One block begins at each qubit, the first at n-m+1, so that every block that closes the ring comes before the others.
    private static IEnumerable<EquatableArray<int>> Circular(int qubitCount, int size) => size == 1 || size == qubitCount
        ? Linear(qubitCount, size)
        : Enumerable.Range(qubitCount - size + 1, qubitCount)
            .Select(first => Enumerable.Range(first, size).Select(q => q % qubitCount).ToEquatableArray());

    private static IEnumerable<EquatableArray<int>> Alternating(int qubitCount, int size, int repetition)
    {
        EquatableArray<int>[] circular = Circular(qubitCount, size).ToArray();
        int start = (qubitCount - (repetition % qubitCount)) % qubitCount;
        IEnumerable<EquatableArray<int>> shifted = circular.Skip(start).Concat(circular.Take(start));
        return repetition % 2 == 0 ? shifted : shifted.Select(block => block.Reverse().ToEquatableArray());
    }

    private static IEnumerable<EquatableArray<int>> Combinations(int qubitCount, int size)
    {
        int[] chosen = Enumerable.Range(0, size).ToArray();
        while (true)
        {
            yield return chosen.ToEquatableArray();
            int last = size - 1;
            while (last >= 0 && chosen[last] == qubitCount - size + last)
            {
                last--;
            }

            if (last < 0)
            {
                yield break;
            }

            chosen[last]++;
            for (int i = last + 1; i < size; i++)
            {
                chosen[i] = chosen[i - 1] + 1;
            }
        }
    }
}
