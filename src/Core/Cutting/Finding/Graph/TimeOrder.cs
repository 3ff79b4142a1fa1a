using CutAwareQnn.Circuits;

namespace CutAwareQnn.Cutting;

/// <summary>Which cuts must come before which: through gates that share a qubit and do not commute, or through classical bits.</summary>
/// <remarks>
/// On each qubit gates that commute with one Pauli in a row may come in any order, so that each waits only for the rows before. A
/// barrier is no gate and holds nothing up.
/// </remarks>
internal sealed class TimeOrder
{
    private readonly int[] _position;
    private readonly ulong[][] _before;
    private readonly int _words;

    /// <param name="circuit">The circuit.</param>
    /// <param name="links">What can be, or is, cut.</param>
    public TimeOrder(Circuit circuit, IReadOnlyList<CutLink> links)
    {
        _words = (links.Count + 63) / 64;
        _before = new ulong[links.Count][];
        _position = new int[links.Select(l => l.Index).DefaultIfEmpty().Max() + 1];
        var gates = new Dictionary<int, int>();
        var wires = new Dictionary<(int After, int Qubit), int>();
        for (int i = 0; i < links.Count; i++)
        {
            _position[links[i].Index] = i;
            if (links[i].Cut is WireCut wire)
            {
                wires.Add((wire.AfterInstruction, wire.Qubit), i);
            }
            else if (gates.TryGetValue(links[i].Gate, out int known))
            {
                _position[links[i].Index] = known;
            }
            else
            {
                gates.Add(links[i].Gate, i);
            }
        }

        var axes = new CommutingAxes();
        Row[] rows = Enumerable.Range(0, circuit.QubitCount).Select(_ => new Row(_words)).ToArray();
        Row[] bits = Enumerable.Range(0, circuit.BitCount).Select(_ => new Row(_words)).ToArray();
        for (int i = 0; i < circuit.Instructions.Count; i++)
        {
            Instruction instruction = circuit.Instructions[i];
            if (instruction is Barrier)
            {
                continue;
            }

            Row[] touched = [.. instruction.Qubits.Select(q => rows[q]), .. instruction.ClassicalBits().Select(b => bits[b])];
            Pass(touched, axes.Of(instruction), gates.TryGetValue(i, out int gate) ? gate : -1);
            foreach (int qubit in wires.Count > 0 ? instruction.Qubits : [])
            {
                if (wires.TryGetValue((i, qubit), out int wire))
                {
                    Pass([rows[qubit]], [0], wire);
                }
            }
        }
    }

    /// <summary>Returns whether the first of two links, by their indices, must come before the second.</summary>
    public bool Precedes(int first, int second) => Has(_before[_position[second]], _position[first]);

    private static bool Has(ulong[] set, int element) => (set[element / 64] >> (element % 64) & 1) != 0;

    private void Pass(Row[] touched, int[] axes, int link)
    {
        ulong[] before = new ulong[_words];
        for (int i = 0; i < touched.Length; i++)
        {
            touched[i].Enter(i < axes.Length ? axes[i] : 0);
            Add(before, touched[i].Earlier);
        }

        foreach (Row row in touched)
        {
            Add(row.Current, before);
            if (link >= 0)
            {
                row.Current[link / 64] |= 1UL << (link % 64);
            }
        }

        if (link >= 0)
        {
            _before[link] = before;
        }
    }

    private static void Add(ulong[] into, ulong[] from)
    {
        for (int i = 0; i < into.Length; i++)
        {
            into[i] |= from[i];
        }
    }

    // What came before the gates that commute in a row at the end of a qubit, and what came with them.
    private sealed class Row(int words)
    {
        private int _axes;

        public ulong[] Earlier { get; } = new ulong[words];

        public ulong[] Current { get; } = new ulong[words];

        public void Enter(int axes)
        {
            if ((_axes & axes) != 0)
            {
                _axes &= axes;
                return;
            }

            Add(Earlier, Current);
            _axes = axes;
        }
    }
}
