using CutAwareQnn.Circuits;

namespace CutAwareQnn.Cutting;

/// <summary>
/// The order in which a circuit's instructions and its cuts of wires happen when gates that are cut in parallel or as one, and wires that
/// are cut together, have to meet at one moment. Gates that commute may change places. Without such cuts it is the circuit's own order.
/// </summary>
internal static class CutMoments
{
    /// <summary>Returns the moments in time order; ties are broken by the circuit's order.</summary>
    /// <exception cref="CutException">Gates or wires that are cut together depend on each other through others.</exception>
    public static IReadOnlyList<CutMoment> Of(Circuit circuit, IReadOnlyList<Cut> cuts) =>
        TryOf(circuit, cuts) ?? throw new CutException(
            "gates or wires that are cut together cannot meet at one moment, as one acts after another; cut them one by one, or "
            + "gates with an ancilla");

    /// <summary>Returns the same, or null where they cannot meet.</summary>
    public static IReadOnlyList<CutMoment>? TryOf(Circuit circuit, IReadOnlyList<Cut> cuts)
    {
        int count = circuit.Instructions.Count;
        var sets = new DisjointSets(count);
        var wires = new Dictionary<int, List<(int Qubit, int Node)>>();
        long[] keys = [.. Enumerable.Range(0, count).Select(i => 2L * i), .. new long[cuts.Count]];
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

            foreach (WireCut wire in cuts[c].Parts().OfType<WireCut>())
            {
                keys[count + c] = (2L * wire.AfterInstruction) + 1;
                if (!wires.TryGetValue(wire.AfterInstruction, out List<(int, int)>? here))
                {
                    wires[wire.AfterInstruction] = here = [];
                }

                here.Add((wire.Qubit, count + c));
            }
        }

        var graph = new Dependencies(keys, circuit.QubitCount + circuit.BitCount);
        var axes = MeetsAnything(cuts) ? new CommutingAxes() : null;
        for (int i = 0; i < count; i++)
        {
            Instruction instruction = circuit.Instructions[i];
            int[]? commuting = axes?.Of(instruction);
            for (int k = 0; instruction is not Barrier && k < instruction.Qubits.Count; k++)
            {
                graph.Follow(sets.Root(i), instruction.Qubits[k], commuting?[k] ?? 0);
            }

            foreach (int bit in instruction.ClassicalBits())
            {
                graph.Follow(sets.Root(i), circuit.QubitCount + bit, 0);
            }

            foreach ((int qubit, int cut) in wires.TryGetValue(i, out List<(int, int)>? here) ? here : [])
            {
                graph.Follow(cut, qubit, 0);
            }
        }

        ILookup<int, int> members = Enumerable.Range(0, count).ToLookup(sets.Root);
        List<int>? order = graph.Sort(Enumerable.Range(0, count).Where(i => sets.Root(i) == i)
            .Concat(Enumerable.Range(0, cuts.Count).Where(c => cuts[c] is WireCut or CommunicatingWireCut).Select(c => count + c)));
        return order?.Select(
            node => node < count ? new CutMoment(members[node].ToArray(), null) : new CutMoment([], node - count)).ToArray();

        // Else the circuit's own order will do, and commuting gates need no look.
        static bool MeetsAnything(IReadOnlyList<Cut> cuts) => cuts.Any(c => c is JointGateCut or MergedGateCut or CommunicatingWireCut);
    }

    private sealed class Dependencies
    {
        private readonly long[] _keys;
        private readonly HashSet<int>?[] _behind;
        private readonly int[] _awaited;
        private readonly Row[] _rows;

        public Dependencies(long[] keys, int resourceCount)
        {
            _keys = keys;
            _behind = new HashSet<int>[keys.Length];
            _awaited = new int[keys.Length];
            _rows = Enumerable.Range(0, resourceCount).Select(_ => new Row()).ToArray();
        }

        // The node is the next one on a qubit or bit: after those that were there before the ones with which it commutes.
        public void Follow(int node, int resource, int axes)
        {
            Row row = _rows[resource];
            if ((row.Axes & axes) != 0)
            {
                row.Axes &= axes;
            }
            else
            {
                row.Earlier = row.Current;
                row.Current = [];
                row.Axes = axes;
            }

            row.Current.Add(node);
            foreach (int before in row.Earlier)
            {
                if (before != node && (_behind[before] ??= []).Add(node))
                {
                    _awaited[node]++;
                }
            }
        }

        public List<int>? Sort(IEnumerable<int> nodes)
        {
            int[] all = [.. nodes];
            var ready = new SortedSet<(long Key, int Node)>(all.Where(n => _awaited[n] == 0).Select(n => (_keys[n], n)));
            List<int> order = [];
            while (ready.Count > 0)
            {
                (long Key, int Node) first = ready.Min;
                ready.Remove(first);
                order.Add(first.Node);
                foreach (int next in (IEnumerable<int>?)_behind[first.Node] ?? [])
                {
                    if (--_awaited[next] == 0)
                    {
                        ready.Add((_keys[next], next));
                    }
                }
            }

            return order.Count == all.Length ? order : null;
        }

        // Nodes at the end of a qubit that commute in a row, and those of the row before.
        private sealed class Row
        {
            public int Axes { get; set; }

            public List<int> Earlier { get; set; } = [];

            public List<int> Current { get; set; } = [];
        }
    }
}
