using CutAwareQnn.Circuits;

namespace CutAwareQnn.Cutting;

/// <summary>
/// A circuit written on wires: wire q is qubit q, and each wire cut ends a wire and begins the next free one. Cut gates are replaced
/// by the one-qubit gates of their decomposition with a <see cref="CutEnd"/> between, whose leg number is here 2·cut + side. A
/// communicating cut leaves its wires as they are: both its sides are one linked subexperiment.
/// </summary>
/// <param name="Steps">The instructions on wires, in time order.</param>
/// <param name="QubitOf">The original qubit of each wire.</param>
/// <param name="LastWire">The wire on which each qubit ends, where the observable acts.</param>
/// <param name="EndWires">The wires of each cut end, one a place, by 2·cut + side.</param>
/// <param name="Forms">What replaces each cut.</param>
internal sealed record WireTimeline(
    IReadOnlyList<Instruction> Steps,
    IReadOnlyList<int> QubitOf,
    IReadOnlyList<int> LastWire,
    IReadOnlyList<IReadOnlyList<int>> EndWires,
    IReadOnlyList<CutForm> Forms)
{
    /// <summary>Unrolls a circuit.</summary>
    /// <param name="circuit">The circuit.</param>
    /// <param name="cuts">The cuts, all of what the cone holds.</param>
    /// <param name="cone">What is left in.</param>
    /// <param name="swapped">The gates of joint cuts whose second qubit belongs to the cut's first side.</param>
    public static WireTimeline Unroll(Circuit circuit, IReadOnlyList<Cut> cuts, CausalCone cone, ISet<int> swapped) =>
        new Writer(circuit, cuts, cone, swapped).Write();

    private sealed class Writer
    {
        private readonly Circuit _circuit;
        private readonly IReadOnlyList<Cut> _cuts;
        private readonly CausalCone _cone;
        private readonly ISet<int> _swapped;
        private readonly List<Instruction> _steps = [];
        private readonly List<int> _qubitOf;
        private readonly int[] _wireOf;
        private readonly HashSet<int> _merged;
        private readonly int[] _newWire;
        private readonly int[][] _endWires;
        private readonly Interaction[][] _interactions;
        private readonly Dictionary<int, (int Cut, int Place)> _gateCuts = [];

        public Writer(Circuit circuit, IReadOnlyList<Cut> cuts, CausalCone cone, ISet<int> swapped)
        {
            _circuit = circuit;
            _cuts = cuts;
            _cone = cone;
            _swapped = swapped;
            _qubitOf = [.. Enumerable.Range(0, circuit.QubitCount)];
            _wireOf = [.. _qubitOf];
            _merged = [.. cuts.OfType<MergedGateCut>().SelectMany(m => m.Instructions.Skip(1))];
            _newWire = new int[cuts.Count];
            _endWires = new int[2 * cuts.Count][];
            _interactions = new Interaction[cuts.Count][];
            for (int c = 0; c < cuts.Count; c++)
            {
                int[] gates = cuts[c] is MergedGateCut merged
                    ? [merged.Instructions[0]]
                    : [.. cuts[c].Parts().OfType<GateCut>().Select(g => g.Instruction)];
                _interactions[c] = new Interaction[gates.Length];
                for (int place = 0; place < gates.Length; place++)
                {
                    _gateCuts.Add(gates[place], (c, place));
                }

                int placeCount = cuts[c] is CommunicatingWireCut together ? together.Wires.Count : Math.Max(1, gates.Length);
                _endWires[2 * c] = new int[placeCount];
                _endWires[(2 * c) + 1] = new int[placeCount];
                if (cuts[c] is WireCut wire)
                {
                    _newWire[c] = _qubitOf.Count;
                    _qubitOf.Add(wire.Qubit);
                }
            }
        }

        public WireTimeline Write()
        {
            foreach (CutMoment moment in CutMoments.Of(_circuit, _cuts))
            {
                switch (moment.WiresOf)
                {
                    case null:
                        Happen(moment.Instructions);
                        break;
                    case { } cut when _cuts[cut] is WireCut wire:
                        CutWire(cut, wire.Qubit);
                        break;
                    case { } cut:
                        CutTogether(cut, ((CommunicatingWireCut)_cuts[cut]).Wires);
                        break;
                }
            }

            return new(_steps, _qubitOf, _wireOf, _endWires, _cuts.Select(FormOf).ToArray());
        }

        private CutForm FormOf(Cut cut, int c) => cut switch
        {
            GateCut => CutForm.Gate(_interactions[c][0]),
            MergedGateCut => CutForm.Gate(_interactions[c][0]),
            JointGateCut joint => CutForm.Joint(_interactions[c].ToEquatableArray(), joint.Form),
            CommunicatingWireCut together => CutForm.Communicating(together.Wires.Count, together.Form),
            _ => CutForm.Wire,
        };

        private void CutWire(int cut, int qubit)
        {
            End(2 * cut, 0, _wireOf[qubit]);
            _wireOf[qubit] = _newWire[cut];
            End((2 * cut) + 1, 0, _wireOf[qubit]);
        }

        private void CutTogether(int cut, EquatableArray<WireCut> wires)
        {
            for (int place = 0; place < wires.Count; place++)
            {
                int wire = _wireOf[wires[place].Qubit];
                End(2 * cut, place, wire);
                _endWires[(2 * cut) + 1][place] = wire;
            }
        }

        private void Happen(IReadOnlyList<int> instructions)
        {
            var halves = new List<Half>();
            foreach (int i in instructions)
            {
                Instruction onWires = OnWires(i);
                if (_gateCuts.TryGetValue(i, out (int Cut, int Place) at))
                {
                    GateDecomposition parts = _cuts[at.Cut] is MergedGateCut merged
                        ? Consolidation.Merge(merged.Instructions.Select(k => (GateInstruction)OnWires(k)).ToArray())!
                        : GateDecompositions.Find((GateInstruction)onWires)!;
                    _interactions[at.Cut][at.Place] = parts.Interaction;
                    int side = _swapped.Contains(i) ? 1 : 0;
                    halves.Add(new((2 * at.Cut) + side, at.Place, onWires.Qubits[0], parts.FirstBefore, parts.FirstAfter));
                    halves.Add(new((2 * at.Cut) + 1 - side, at.Place, onWires.Qubits[1], parts.SecondBefore, parts.SecondAfter));
                }
                else if (_cone.Sees(i) && !_merged.Contains(i))
                {
                    _steps.Add(onWires);
                }
            }

            // What precedes the cut ends of parallel gates comes before all of them, so that they meet.
            halves.ForEach(half => Write(half.Before, half.Wire));
            halves.ForEach(half => End(half.End, half.Place, half.Wire));
            halves.ForEach(half => Write(half.After, half.Wire));
        }

        private Instruction OnWires(int instruction) => _circuit.Instructions[instruction].OnQubits(q => _wireOf[q]);

        private void Write(IEnumerable<GateInstruction> gates, int wire) => _steps.AddRange(gates.Select(g => g.OnQubits(_ => wire)));

        private void End(int end, int place, int wire)
        {
            _endWires[end][place] = wire;
            _steps.Add(new CutEnd(end, place, wire));
        }

        private sealed record Half(
            int End, int Place, int Wire, EquatableArray<GateInstruction> Before, EquatableArray<GateInstruction> After);
    }
}
