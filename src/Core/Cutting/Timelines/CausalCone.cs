using CutAwareQnn.Circuits;

namespace CutAwareQnn.Cutting;

/// <summary>
/// What of a circuit its observable can see; the rest is left out before anything is cut, and so are the cuts that part only that.
/// </summary>
internal sealed class CausalCone
{
    private readonly Circuit _circuit;
    private readonly HashSet<int> _observed;
    private readonly HashSet<int> _seen = [];

    public CausalCone(Circuit circuit, PauliSum observable)
    {
        _circuit = circuit;
        _observed = [.. observable.Terms.SelectMany(t => t.String.Support)];
        var qubits = new HashSet<int>(_observed);
        var bits = new HashSet<int>();
        for (int i = circuit.Instructions.Count - 1; i >= 0; i--)
        {
            Instruction instruction = circuit.Instructions[i];
            if (instruction is Barrier)
            {
                _seen.Add(i);
            }
            else if (instruction.Qubits.Any(qubits.Contains) || instruction.ClassicalBits().Any(bits.Contains))
            {
                _seen.Add(i);
                qubits.UnionWith(instruction.Qubits);
                bits.UnionWith(instruction.ClassicalBits());
            }
        }
    }

    /// <summary>Creates a cone that holds the whole circuit.</summary>
    public static CausalCone Everything(Circuit circuit) => new(circuit, PauliSum.Parse(new string('Z', circuit.QubitCount)));

    /// <summary>Returns whether the observable can see an instruction.</summary>
    public bool Sees(int instruction) => _seen.Contains(instruction);

    /// <summary>Returns the cuts that part something seen.</summary>
    public IReadOnlyList<Cut> Keep(IEnumerable<Cut> cuts) => cuts.Select(Kept).OfType<Cut>().ToArray();

    private Cut? Kept(Cut cut)
    {
        switch (cut)
        {
            case GateCut gate:
                return Sees(gate.Instruction) ? gate : null;
            case MergedGateCut merged:
                int[] run = [.. merged.Instructions.Where(Sees)];
                return run.Length == 0 ? null
                    : run.Length == 1 && _circuit.Instructions[run[0]].Qubits.Count > 2 ? new GateCut(run[0])
                    : new MergedGateCut(run.ToEquatableArray());
            case JointGateCut joint:
                int[] gates = [.. joint.Instructions.Where(Sees)];
                return gates.Length == 0 ? null : joint with { Instructions = gates.ToEquatableArray() };
            case WireCut wire:
                return IsNeeded(wire) ? wire : null;
            case CommunicatingWireCut together:
                WireCut[] wires = [.. together.Wires.Where(IsNeeded)];
                return wires.Length == 0 ? null : together with { Wires = wires.ToEquatableArray() };
            default:
                return cut;
        }
    }

    // Without anything seen on one of its sides a wire needs no cut.
    private bool IsNeeded(WireCut wire)
    {
        bool IsOnWire(int i) => Sees(i) && _circuit.Instructions[i] is not Barrier && _circuit.Instructions[i].Qubits.Contains(wire.Qubit);
        int next = wire.AfterInstruction + 1;
        return Enumerable.Range(0, next).Any(IsOnWire)
            && (_observed.Contains(wire.Qubit) || Enumerable.Range(next, _circuit.Instructions.Count - next).Any(IsOnWire));
    }
}
