using CutAwareQnn.Circuits;

namespace CutAwareQnn.Cutting;

/// <summary>A fragment being written: wires become local qubits, cut ends become legs, symbolic angles become slots.</summary>
internal sealed class FragmentDraft
{
    private readonly int _index;
    private readonly WireTimeline _timeline;
    private readonly List<int> _wires;
    private readonly Dictionary<int, int> _localHelpers = [];
    private readonly List<int> _ends;
    private readonly List<int> _bits = [];
    private readonly List<Slot> _slots = [];
    private readonly List<Instruction> _instructions = [];
    private readonly List<PauliString> _observables = [];

    public FragmentDraft(int index, WireTimeline timeline, int[] fragmentOf)
    {
        _index = index;
        _timeline = timeline;
        var helpers = new HashSet<int>(timeline.Helpers.Select(h => h.Wire));
        _wires = [.. Enumerable.Range(0, fragmentOf.Length).Where(w => fragmentOf[w] == index && !helpers.Contains(w))];
        AddHelpers(timeline.Helpers.Where(h => fragmentOf[h.Wire] == index));
        _ends = [.. Enumerable.Range(0, timeline.EndWires.Count).Where(e => fragmentOf[timeline.EndWires[e][0]] == index)];
    }

    public CutSide Side(int end) => new(_index, _ends.IndexOf(end));

    public void Add(Instruction step)
    {
        Instruction local = step is Barrier barrier
            ? new Barrier(barrier.Targets.Where(_wires.Contains).ToEquatableArray())
            : step;
        local = local.OnQubits(Local);
        _instructions.Add(local is CutEnd end ? end with { Leg = _ends.IndexOf(end.Leg) } : OnLocalBits(OnSlots(local)));
    }

    public int ObservableOf(PauliString pauli)
    {
        PauliString local = PauliString.Of(_wires.Select(w =>
            _timeline.LastWire[_timeline.QubitOf[w]] == w ? pauli[_timeline.QubitOf[w]] : Pauli.I));
        int index = _observables.IndexOf(local);
        if (index < 0)
        {
            index = _observables.Count;
            _observables.Add(local);
        }

        return index;
    }

    public Fragment ToFragment() => new(
        _index,
        new(_wires.Count, _bits.Count, FeatureCount: 0, _slots.Count, _instructions.ToEquatableArray()),
        _wires.Select(w => _timeline.QubitOf[w]).ToEquatableArray(),
        _ends.Select(ToLeg).ToEquatableArray(),
        _slots.ToEquatableArray(),
        _observables.ToEquatableArray())
    {
        HelperCount = _localHelpers.Values.Distinct().Count(),
    };

    // Helpers are in |0⟩ between their uses, so that one local qubit serves all that are not used at the same moment.
    private void AddHelpers(IEnumerable<(int Wire, int Moment)> helpers)
    {
        int first = _wires.Count;
        foreach (IGrouping<int, int> together in helpers.GroupBy(h => h.Moment, h => h.Wire))
        {
            foreach ((int wire, int i) in together.Select((wire, i) => (wire, i)))
            {
                if (first + i == _wires.Count)
                {
                    _wires.Add(wire);
                }

                _localHelpers.Add(wire, first + i);
            }
        }
    }

    private int Local(int wire) => _localHelpers.TryGetValue(wire, out int helper) ? helper : _wires.IndexOf(wire);

    private Leg ToLeg(int end)
    {
        CutForm form = _timeline.Forms[end / 2];
        LegBasis basis = end % 2 == 0 ? form.First : form.Second;
        return new(end / 2, _timeline.EndWires[end].Take(basis.Places.Count).Select(Local).ToEquatableArray(), basis);
    }

    private Instruction OnSlots(Instruction instruction) => instruction switch
    {
        GateInstruction gate => gate with { Angles = gate.Angles.Select((a, p) => Bound(a, gate.Gate.ShiftRules[p])).ToEquatableArray() },
        Conditional conditional => conditional with { Body = OnSlots(conditional.Body) },
        _ => instruction,
    };

    private Angle Bound(Angle angle, ShiftRule rule)
    {
        if (angle.IsConstant)
        {
            return angle;
        }

        _slots.Add(new(angle, rule));
        return Angle.Weight(_slots.Count - 1);
    }

    private Instruction OnLocalBits(Instruction instruction) => instruction switch
    {
        Measurement measurement => measurement with { Bit = LocalBit(measurement.Bit) },
        Conditional conditional => new Conditional(
            conditional.Condition with { Bits = conditional.Condition.Bits.Select(LocalBit).ToEquatableArray() },
            OnLocalBits(conditional.Body)),
        _ => instruction,
    };

    private int LocalBit(int bit)
    {
        int index = _bits.IndexOf(bit);
        if (index < 0)
        {
            index = _bits.Count;
            _bits.Add(bit);
        }

        return index;
    }
}
