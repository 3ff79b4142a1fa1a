using CutAwareQnn.Circuits;

namespace CutAwareQnn.Cutting;

/// <summary>
/// On which side of its cut each qubit of a gate of three or more qubits is: 0 for the first side, and 1, or 1 and 2 where two
/// sides are one linked subexperiment.
/// </summary>
internal sealed class GateSides
{
    private readonly Dictionary<int, Dictionary<int, int>> _sides = [];

    private GateSides()
    {
    }

    /// <summary>Creates the gates across labels: a side is a label.</summary>
    public static GateSides ByLabel(Circuit circuit, PartitionLabels labels)
    {
        var sides = new GateSides();
        for (int i = 0; i < circuit.Instructions.Count; i++)
        {
            if (circuit.Instructions[i] is GateInstruction { Targets.Count: > 2 } gate)
            {
                List<char> letters = [.. gate.Targets.Select(q => labels.Letters[q]).Distinct()];
                sides._sides.Add(i, gate.Targets.ToDictionary(q => q, q => letters.IndexOf(labels.Letters[q])));
            }
        }

        return sides;
    }

    /// <summary>
    /// Creates the gates that cuts name: a side is what stays connected when all cuts are made. Where a gate's qubits are in more than two
    /// pieces, or in one, the target's piece, or the target, is separated from the controls, and the control from what it swaps.
    /// </summary>
    public static GateSides ByConnection(Circuit circuit, IReadOnlyList<Cut> cuts)
    {
        var sides = new GateSides();
        var cut = new HashSet<int>(cuts.SelectMany(c => c.Parts()).OfType<GateCut>().Select(g => g.Instruction));
        if (!cut.Any(i => circuit.Instructions[i].Qubits.Count > 2))
        {
            return sides;
        }

        ILookup<int, int> wires = cuts.OfType<WireCut>().ToLookup(w => w.AfterInstruction, w => w.Qubit);
        int[] wireOf = [.. Enumerable.Range(0, circuit.QubitCount)];
        int[][] on = new int[circuit.Instructions.Count][];
        int wireCount = circuit.QubitCount;
        for (int i = 0; i < on.Length; i++)
        {
            on[i] = [.. circuit.Instructions[i].Qubits.Select(q => wireOf[q])];
            foreach (int qubit in wires[i])
            {
                wireOf[qubit] = wireCount++;
            }
        }

        var sets = new DisjointSets(wireCount);
        for (int i = 0; i < on.Length; i++)
        {
            for (int k = 1; k < on[i].Length && !cut.Contains(i) && circuit.Instructions[i] is not Barrier; k++)
            {
                sets.Join(on[i][0], on[i][k]);
            }
        }

        foreach ((int reader, int writer) in BitTies.Of(circuit.Instructions))
        {
            sets.Join(on[reader][0], on[writer][0]);
        }

        foreach (int i in cut.Where(i => on[i].Length > 2).OrderBy(i => i))
        {
            EquatableArray<int> qubits = circuit.Instructions[i].Qubits;
            int[] roots = [.. on[i].Select(sets.Root)];
            int last = roots.Length - 1;
            bool isSwap = circuit.Instructions[i] is GateInstruction gate && ControlledPhase.Of(gate) is { Partner: not null };
            bool IsOnFirst(int k) => roots.Distinct().Count() switch
            {
                1 or 3 when isSwap => k == 0,
                1 => k < last,
                2 => roots[k] == roots[0],
                _ => roots[k] != roots[last],
            };
            int[] first = [.. Enumerable.Range(0, roots.Length).Where(IsOnFirst)];
            sides._sides.Add(i, Enumerable.Range(0, roots.Length).ToDictionary(k => qubits[k], k => first.Contains(k) ? 0 : 1));
            foreach (int k in first)
            {
                sets.Join(on[i][first[0]], on[i][k]);
            }
        }

        return sides;
    }

    /// <summary>Returns whether a qubit of a gate is on the first side.</summary>
    public bool IsFirst(int instruction, int qubit) => Of(instruction, qubit) == 0;

    /// <summary>Returns the side of a qubit of a gate.</summary>
    public int Of(int instruction, int qubit) => _sides[instruction].TryGetValue(qubit, out int side) ? side : 1;
}
