using CutAwareQnn.Circuits;

namespace CutAwareQnn.Cutting;

/// <summary>
/// A circuit written on wires: wire q is qubit q, and each wire cut ends a wire and begins the next free one. Cut gates are replaced
/// by the one-qubit gates of their decomposition with a <see cref="CutEnd"/> between, whose leg number is here 2·cut + side. Two or
/// more qubits on one side of a cut gate write on a helper wire whether all of them are 1, and it is the helper that is cut. A
/// communicating cut leaves its wires as they are: both its sides are one linked subexperiment.
/// </summary>
/// <param name="Steps">The instructions on wires, in time order.</param>
/// <param name="QubitOf">The original qubit of each wire.</param>
/// <param name="LastWire">The wire on which each qubit ends, where the observable acts.</param>
/// <param name="EndWires">The wires of each cut end, one per place, by 2·cut + side.</param>
/// <param name="Forms">What replaces each cut.</param>
/// <param name="Helpers">
/// The helper wires, in time order, each with the number of the moment at which it is used; |0⟩ before and after.
/// </param>
internal sealed record WireTimeline(
    IReadOnlyList<Instruction> Steps,
    IReadOnlyList<int> QubitOf,
    IReadOnlyList<int> LastWire,
    IReadOnlyList<IReadOnlyList<int>> EndWires,
    IReadOnlyList<CutForm> Forms,
    IReadOnlyList<(int Wire, int Moment)> Helpers)
{
    /// <summary>Unrolls a circuit.</summary>
    /// <param name="circuit">The circuit.</param>
    /// <param name="cuts">The cuts, all of what the cone holds.</param>
    /// <param name="cone">What is left in.</param>
    /// <param name="sides">Which qubits of wide cut gates are on the first side.</param>
    /// <param name="swapped">The gates of joint cuts whose second side belongs to the cut's first side.</param>
    public static WireTimeline Unroll(
        Circuit circuit, IReadOnlyList<Cut> cuts, CausalCone cone, GateSides sides, ISet<int> swapped) =>
        new Writer(circuit, cuts, cone, sides, swapped).Write();

    private sealed class Writer
    {
        private readonly Circuit _circuit;
        private readonly IReadOnlyList<Cut> _cuts;
        private readonly CausalCone _cone;
        private readonly GateSides _sides;
        private readonly ISet<int> _swapped;
        private readonly List<Instruction> _steps = [];
        private readonly List<int> _qubitOf;
        private readonly int[] _wireOf;
        private readonly HashSet<int> _merged;
        private readonly int[] _newWire;
        private readonly int[][] _endWires;
        private readonly Interaction[][] _interactions;
        private readonly CutForm?[] _forms;
        private readonly Dictionary<int, (int Cut, int Place)> _gateCuts = [];
        private readonly List<(int Wire, int Moment)> _helpers = [];
        private int _moment;

        public Writer(Circuit circuit, IReadOnlyList<Cut> cuts, CausalCone cone, GateSides sides, ISet<int> swapped)
        {
            _sides = sides;
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
            _forms = new CutForm?[cuts.Count];
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

            return new(_steps, _qubitOf, _wireOf, _endWires, _cuts.Select(FormOf).ToArray(), _helpers);
        }

        private CutForm FormOf(Cut cut, int c) => _forms[c] ?? cut switch
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
            _moment++;
            var halves = new List<Half>();
            foreach (int i in instructions)
            {
                if (_gateCuts.TryGetValue(i, out (int Cut, int Place) at))
                {
                    halves.AddRange(Halves(i, at.Cut, at.Place));
                }
                else if (_cone.Sees(i) && !_merged.Contains(i))
                {
                    _steps.Add(OnWires(i));
                }
            }

            // What precedes the cut ends of parallel gates comes before all of them, so that they meet.
            halves.ForEach(half => _steps.AddRange(half.Before));
            halves.ForEach(half => End(half.End, half.Place, half.Wire));
            halves.ForEach(half => _steps.AddRange(half.After));
        }

        private Half[] Halves(int instruction, int cut, int place)
        {
            if (_cuts[cut] is MergedGateCut { Instructions.Count: 2 } pair
                && ControlledTurn.Of(_circuit, pair.Instructions[0], pair.Instructions[1]) is { } turn)
            {
                return Turn(turn, cut);
            }

            var gate = (GateInstruction)OnWires(instruction);
            ControlledPhase? wide = gate.Targets.Count > 2 ? ControlledPhase.Of(gate) : null;
            GateDecomposition parts = _cuts[cut] is MergedGateCut merged
                ? Consolidation.Merge(merged.Instructions.Select(k => (GateInstruction)OnWires(k)).ToArray())!
                : GateDecompositions.Find(wide?.Core ?? gate)!;
            _interactions[cut][place] = parts.Interaction;
            EquatableArray<int> qubits = _circuit.Instructions[instruction].Qubits;
            bool IsFirst(int k) => wide is null ? k == 0 : _sides.IsFirst(instruction, qubits[k]);
            if (wide is not null && qubits.Max(q => _sides.Of(instruction, q)) > 1)
            {
                return ThreeSides(instruction, wide, cut);
            }

            int[] first = [.. gate.Targets.Where((_, k) => IsFirst(k))];
            int[] second = [.. gate.Targets.Where((_, k) => !IsFirst(k))];
            if (wide is not null && wide.PartsPartners(wire => first.Contains(wire)))
            {
                // The control's side is the first; of the swapped qubits one is there.
                int near = first.Single(wire => wire != gate.Targets[0]);
                _forms[cut] = ControlledSwap.Form;
                return
                [
                    new(2 * cut, 0, gate.Targets[0], [], []), Another(2 * cut, 1, near), new((2 * cut) + 1, 0, second[0], [], []),
                ];
            }

            int side = _swapped.Contains(instruction) ? 1 : 0;
            return
            [
                Side(first, parts.FirstBefore, parts.FirstAfter, wide, (2 * cut) + side, place),
                Side(second, parts.SecondBefore, parts.SecondAfter, wide, (2 * cut) + 1 - side, place),
            ];
        }

        // The second and the third side are one end.
        private Half[] ThreeSides(int instruction, ControlledPhase wide, int cut)
        {
            EquatableArray<int> qubits = _circuit.Instructions[instruction].Qubits;
            _forms[cut] = PhaseLaw.Form(wide.Form.Angle);
            Half last = Of(2, (2 * cut) + 1);
            return
            [
                Of(0, 2 * cut), Of(1, (2 * cut) + 1), Another(last.End, 1, last.Wire) with { Before = last.Before, After = last.After },
            ];

            Half Of(int side, int end) => Side(
                [.. qubits.Where(q => _sides.Of(instruction, q) == side).Select(q => _wireOf[q])], default, default, wide, end, place: 0);
        }

        // A rotation of the target under one bit of each side, where t/2 of it are left to the target's own.
        private Half[] Turn(ControlledTurn turn, int cut)
        {
            int target = turn.Target(_circuit);
            Angle angle = turn.Angle(_circuit);
            EquatableArray<int> qubits = _circuit.Instructions[turn.All].Qubits;
            bool isTargetFirst = _sides.IsFirst(turn.All, target);
            if (qubits.Where(q => q != target).Select(q => _sides.IsFirst(turn.All, q)).Distinct().Count() < 2)
            {
                throw new CutException(
                    $"{_cuts[cut]} is a rotation whose controls stay together; cut the gate at instruction {turn.All} alone");
            }

            int own = (2 * cut) + (isTargetFirst ? 0 : 1);
            Half control = Controls(isSame: true, own);
            Half far = Controls(isSame: false, (4 * cut) + 1 - own);
            var rest = new GateInstruction(
                Gates.CRZ, EquatableArray<int>.Of(control.Wire, _wireOf[target]), EquatableArray<Angle>.Of(0.5 * angle));
            _forms[cut] = TurnLaw.Form(angle, isTargetFirst);
            return [control with { After = [] }, Another(own, 1, _wireOf[target]) with { After = [rest, .. control.After] }, far];

            Half Controls(bool isSame, int end) => Side(
                [.. qubits.Where(q => q != target && _sides.IsFirst(turn.All, q) == isTargetFirst == isSame).Select(q => _wireOf[q])],
                default, default, null, end, place: 0);
        }

        // One more place of an end.
        private Half Another(int end, int place, int wire)
        {
            Array.Resize(ref _endWires[end], place + 1);
            return new(end, place, wire, [], []);
        }

        // A side of several wires is reduced to a helper, which records whether all of them are 1.
        private Half Side(
            int[] wires,
            EquatableArray<GateInstruction> before,
            EquatableArray<GateInstruction> after,
            ControlledPhase? wide,
            int end,
            int place)
        {
            int carrier = wires[0];
            GateInstruction[] reduction = [];
            if (wires.Length > 1)
            {
                carrier = _qubitOf.Count;
                _qubitOf.Add(_qubitOf[wires[0]]);
                _helpers.Add((carrier, _moment));
                reduction =
                [
                    new(Gates.MultiControlledX(wires.Length), wires.Append(carrier).ToEquatableArray(), EquatableArray<Angle>.Empty),
                ];
            }

            PhaseForm? frame = wide is not null && wires.Contains(wide.Target) ? wide.Form : null;
            return new(
                end,
                place,
                carrier,
                [.. Exchange(), .. Frame(frame?.Before), .. reduction, .. before.Select(g => g.OnQubits(_ => carrier))],
                [.. after.Select(g => g.OnQubits(_ => carrier)), .. reduction, .. Frame(frame?.After), .. Exchange()]);

            IEnumerable<Instruction> Exchange() => frame is null ? [] : wide!.Exchange();

            IEnumerable<Instruction> Frame(IReadOnlyList<Gate>? gates) => (gates ?? []).Select(g =>
                new GateInstruction(g, EquatableArray<int>.Of(wide!.Target), EquatableArray<Angle>.Empty));
        }

        private Instruction OnWires(int instruction) => _circuit.Instructions[instruction].OnQubits(q => _wireOf[q]);

        private void End(int end, int place, int wire)
        {
            _endWires[end][place] = wire;
            _steps.Add(new CutEnd(end, place, wire));
        }

        private sealed record Half(
            int End, int Place, int Wire, IReadOnlyList<Instruction> Before, IReadOnlyList<Instruction> After);
    }
}
