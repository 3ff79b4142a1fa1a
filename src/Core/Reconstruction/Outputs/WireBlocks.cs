using CutAwareQnn.Circuits;
using CutAwareQnn.Cutting;

namespace CutAwareQnn.Reconstruction;

/// <summary>
/// Cuts wires alone, so that every fragment has few qubits: for exact outputs of deep circuits, where more gates lie across any partition
/// than a contraction can take. At most 4^n numbers lead from one part to the rest, however deep a circuit of n qubits is.
/// </summary>
internal static class WireBlocks
{
    /// <summary>
    /// Chooses the cuts in one pass over the instructions: a gate joins the blocks of its qubits while they fit, else it begins a block.
    /// </summary>
    /// <param name="circuit">The circuit.</param>
    /// <param name="width">Most qubits of a fragment.</param>
    /// <returns>The cuts in time order; none where a gate is wider than the fragments may be.</returns>
    public static IReadOnlyList<Cut> Of(Circuit circuit, int width)
    {
        var cuts = new List<Cut>();
        Block?[] blocks = new Block?[circuit.QubitCount];
        int[] last = new int[circuit.QubitCount];
        for (int i = 0; i < circuit.Instructions.Count; i++)
        {
            if (circuit.Instructions[i] is Barrier)
            {
                continue;
            }

            int[] qubits = [.. circuit.Instructions[i].Qubits];
            if (qubits.Length > width)
            {
                return [];
            }

            Block[] met = [.. qubits.Select(q => blocks[q]).OfType<Block>().Distinct()];
            Block block;
            if (met.Length == 1 && qubits.All(q => blocks[q] == met[0]))
            {
                block = met[0];
            }
            else if (met.All(b => b.IsWhole) && met.Sum(b => b.Qubits.Count) + qubits.Count(q => blocks[q] is null) <= width)
            {
                block = new([.. met.SelectMany(b => b.Qubits).Union(qubits)]);
            }
            else
            {
                foreach (int q in qubits.Where(q => blocks[q] is not null))
                {
                    cuts.Add(new WireCut(q, last[q]));
                    blocks[q]!.IsWhole = false;
                }

                block = new([.. qubits]);
            }

            foreach (int q in block.Qubits.Where(q => qubits.Contains(q) || met.Contains(blocks[q])))
            {
                blocks[q] = block;
            }

            foreach (int q in qubits)
            {
                last[q] = i;
            }
        }

        return cuts;
    }

    private sealed class Block(HashSet<int> qubits)
    {
        public HashSet<int> Qubits { get; } = qubits;

        // Whether no qubit has gone on to another block.
        public bool IsWhole { get; set; } = true;
    }
}
