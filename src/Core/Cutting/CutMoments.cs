using CutAwareQnn.Circuits;

namespace CutAwareQnn.Cutting;

/// <summary>
/// The order in which a circuit's instructions happen when gates that are cut in parallel or as one, and wires that are cut together, have
/// to meet at one moment. Without such cuts it is the circuit's own.
/// </summary>
internal static class CutMoments
{
    /// <summary>The moments in time order; ties are broken by the circuit's order.</summary>
    /// <exception cref="CutException">Gates or wires that are cut together depend on each other through others.</exception>
    public static IReadOnlyList<CutMoment> Of(Circuit circuit, IReadOnlyList<Cut> cuts) =>
        TryOf(circuit, cuts) ?? throw new CutException(
            "gates or wires that are cut together cannot meet at one moment, as one acts behind another; cut them one by one, or "
            + "gates with an ancilla");

    /// <summary>The same, or null where they cannot meet.</summary>
    public static IReadOnlyList<CutMoment>? TryOf(Circuit circuit, IReadOnlyList<Cut> cuts)
    {
        int count = circuit.Instructions.Count;
        var sets = new DisjointSets(count);
        var wires = new Dictionary<int, List<(int Qubit, int Node)>>();
        for (int c = 0; c < cuts.Count; c++)
        {
            EquatableArray<int> meeting = cuts[c] switch
            {
                JointGateCut { Form: JointForm.Parallel } joint => joint.Instructions,
                MergedGateCut merged => merged.Instructions,
                _ => default,
            };
            foreach (int instruction in meeting)
            {
                sets.Join(meeting[0], instruction);
            }

            if (cuts[c] is CommunicatingWireCut together)
            {
                foreach (WireCut wire in together.Wires)
                {
                    if (!wires.TryGetValue(wire.AfterInstruction, out List<(int, int)>? here))
                    {
                        wires[wire.AfterInstruction] = here = [];
                    }

                    here.Add((wire.Qubit, count + c));
                }
            }
        }

        var graph = new Dependencies(count + cuts.Count, circuit.QubitCount + circuit.BitCount);
        for (int i = 0; i < count; i++)
        {
            int node = sets.Root(i);
            foreach (int resource in circuit.Instructions[i].Qubits
                .Concat(circuit.Instructions[i].ClassicalBits().Select(b => circuit.QubitCount + b)))
            {
                graph.Follow(node, resource);
            }

            foreach ((int qubit, int cut) in wires.TryGetValue(i, out List<(int, int)>? here) ? here : [])
            {
                graph.Follow(cut, qubit);
            }
        }

        ILookup<int, int> members = Enumerable.Range(0, count).ToLookup(sets.Root);
        List<int>? order = graph.Sort(Enumerable.Range(0, count).Where(i => sets.Root(i) == i)
                .Concat(Enumerable.Range(0, cuts.Count).Where(c => cuts[c] is CommunicatingWireCut).Select(c => count + c)));
        return order?.Select(node => node < count ? new CutMoment(members[node].ToArray(), null) : new CutMoment([], node - count))
            .ToArray();
    }

    private sealed class Dependencies
    {
        private readonly List<int>?[] _behind;
        private readonly int[] _awaited;
        private readonly int[] _last;

        public Dependencies(int nodeCount, int resourceCount)
        {
            _behind = new List<int>[nodeCount];
            _awaited = new int[nodeCount];
            _last = Enumerable.Repeat(-1, resourceCount).ToArray();
        }

        // The node is the next one on a qubit or bit.
        public void Follow(int node, int resource)
        {
            int before = _last[resource];
            _last[resource] = node;
            if (before >= 0 && before != node)
            {
                (_behind[before] ??= []).Add(node);
                _awaited[node]++;
            }
        }

        public List<int>? Sort(IEnumerable<int> nodes)
        {
            int[] all = [.. nodes];
            var ready = new SortedSet<int>(all.Where(n => _awaited[n] == 0));
            List<int> order = [];
            while (ready.Count > 0)
            {
                int node = ready.Min;
                ready.Remove(node);
                order.Add(node);
                foreach (int next in _behind[node] ?? [])
                {
                    if (--_awaited[next] == 0)
                    {
                        ready.Add(next);
                    }
                }
            }

            return order.Count == all.Length ? order : null;
        }
    }
}

/// <summary>What happens at once: one instruction, gates that are cut in parallel or as one, or wires that are cut together.</summary>
/// <param name="Instructions">Indices of instructions, ascending.</param>
/// <param name="WiresOf">Index of the communicating cut, or null.</param>
internal sealed record CutMoment(IReadOnlyList<int> Instructions, int? WiresOf);
