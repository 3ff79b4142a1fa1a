using System.Numerics;
using CutAwareQnn.Circuits;

namespace CutAwareQnn.Simulation;

/// <summary>Places the gates of one processor into columns, each as early as its positions permit.</summary>
/// <param name="qubits">The processor's qubits.</param>
internal sealed class PhaseCompiler(int[] qubits)
{
    private readonly Dictionary<int, int> _measuredInto = [];
    private readonly List<Wire> _wires = [.. qubits.Select(q => new Wire(q))];
    private readonly List<Phase> _phases = [];

    /// <summary>Adds an instruction; one on other processors' qubits only records what it measures.</summary>
    /// <exception cref="CircuitException">The instruction does not fit; see <see cref="PhaseProgram.Compile"/>.</exception>
    public void Add(Instruction instruction)
    {
        int ownCount = instruction.Qubits.Count(q => qubits.Contains(q));
        if (ownCount > 0 && ownCount < instruction.Qubits.Count)
        {
            throw new CircuitException($"'{instruction}' acts on qubits of different processors; put them on one processor");
        }

        switch (instruction)
        {
            case Measurement measurement:
                _measuredInto[measurement.Bit] = measurement.Qubit;
                if (ownCount > 0)
                {
                    Own(measurement.Qubit, instruction).IsMeasured = true;
                }

                break;
            case Conditional { Condition: { Bits.Count: 1 } condition, Body: GateInstruction gate }:
                if (ownCount > 0)
                {
                    Add(gate, condition, instruction);
                }

                break;
            case GateInstruction gate:
                if (ownCount > 0)
                {
                    Add(gate, null, instruction);
                }

                break;
            default:
                throw new CircuitException(
                    $"'{instruction}' is not one of H, CZ, RX, RZ, RZZ, a measurement, or one of them under a single bit");
        }
    }

    /// <summary>Returns the measured qubits of other processors in the order in which their bits join the state.</summary>
    public int[] Received() => [.. Ordered().Skip(qubits.Length).Select(w => w.Qubit)];

    /// <summary>Returns the columns.</summary>
    public PhaseColumn[] Columns()
    {
        Wire[] ordered = Ordered();
        int columnCount = 1 + _phases.Select(p => p.Column).Concat(_wires.SelectMany(w => w.Walsh)).DefaultIfEmpty(-1).Max();
        var columns = new PhaseColumn[columnCount];
        int before = qubits.Length;
        for (int c = 0; c < columnCount; c++)
        {
            int positionCount = qubits.Length + ordered.Skip(qubits.Length).Count(w => w.First <= c);
            Phase[] own = [.. _phases.Where(p => p.Column == c)];
            double[] constant = new double[1 << positionCount];
            for (int b = 0; b < constant.Length; b++)
            {
                constant[b] = own.Sum(p => p.Constant(b, Bits));
            }

            columns[c] = new(
                positionCount,
                positionCount - before,
                Bits(_wires.Where(w => w.Walsh.Contains(c))),
                constant,
                [
                    .. own.Where(p => p.Weight >= 0)
                        .Select(p => new PhaseTerm(p.Weight, p.Slope, Bits(p.Parity), Bits(p.Control), p.Value == 1 ? Bits(p.Control) : 0)),
                ]);
            before = positionCount;
        }

        return columns;

        int Bits(IEnumerable<Wire> wires) => wires.Sum(w => 1 << Array.IndexOf(ordered, w));
    }

    private Wire[] Ordered() => [.. _wires.Take(qubits.Length), .. _wires.Skip(qubits.Length).OrderBy(w => w.First)];

    private void Add(GateInstruction gate, Condition? condition, Instruction instruction)
    {
        Wire[] targets = [.. gate.Targets.Select(q => Own(q, instruction))];
        Wire[] control = condition is null ? [] : [Control(condition.Bits[0], instruction)];
        int value = condition is null ? 0 : condition.Holds(_ => true) ? 1 : 0;
        if (condition is not null && condition.Holds(_ => true) == condition.Holds(_ => false))
        {
            throw new CircuitException($"'{instruction}' has a condition that does not depend on its bit");
        }

        switch (gate.Gate.Name)
        {
            case "h" when condition is null:
                targets[0].Toggle();
                break;
            case "cz" when condition is null:
                Place(new(-1, 0, Math.PI, targets, [], 0, IsProduct: true), targets);
                break;
            case "rz" or "rzz":
                Rotate(gate, targets, control, value);
                break;
            case "rx":
                targets[0].Toggle();
                Rotate(gate, targets, control, value);
                targets[0].Toggle();
                break;
            default:
                throw new CircuitException(
                    $"'{instruction}' is not one of H, CZ, RX, RZ, RZZ, a measurement, or a rotation under a single bit");
        }
    }

    private void Rotate(GateInstruction gate, Wire[] targets, Wire[] control, int value)
    {
        Angle angle = gate.Angles[0];
        Symbol[] symbols = [.. angle.Symbols];
        if (symbols.Length > 1 || symbols.Any(s => s.Kind != SymbolKind.Weight || !angle.Differentiate(s).IsConstant))
        {
            throw new CircuitException($"'{gate}' has an angle that is not linear in one weight");
        }

        int weight = symbols.Length == 0 ? -1 : symbols[0].Index;
        double slope = symbols.Length == 0 ? 0 : angle.Differentiate(symbols[0]).Constant;
        Place(new(weight, -slope / 2, -angle.Evaluate(_ => 0) / 2, targets, control, value, IsProduct: false), [.. targets, .. control]);
    }

    private void Place(Phase phase, Wire[] wires)
    {
        int column = wires.Max(w => w.Earliest);
        foreach (Wire wire in wires)
        {
            wire.Use(column);
        }

        _phases.Add(phase with { Column = column });
    }

    private Wire Own(int qubit, Instruction instruction)
    {
        Wire wire = _wires[Array.IndexOf(qubits, qubit)];
        return wire.IsMeasured
            ? throw new CircuitException($"'{instruction}' acts on qubit {qubit} after its measurement; use another qubit")
            : wire;
    }

    private Wire Control(int bit, Instruction instruction)
    {
        if (!_measuredInto.TryGetValue(bit, out int qubit))
        {
            throw new CircuitException($"'{instruction}' needs a bit that is not measured before it; measure it first");
        }

        if (_wires.Find(w => w.Qubit == qubit) is not { } wire)
        {
            wire = new(qubit);
            _wires.Add(wire);
        }

        return wire;
    }

    /// <summary>
    /// A position of the state in time: the columns in which H acts on it, in order, and the last column with a phase on it.
    /// </summary>
    private sealed class Wire(int qubit)
    {
        private int _lastPhase = -1;

        public int Qubit => qubit;

        public bool IsMeasured { get; set; }

        public List<int> Walsh { get; } = [];

        /// <summary>The first column with a phase on it.</summary>
        public int First { get; private set; } = int.MaxValue;

        /// <summary>The earliest column for a further phase.</summary>
        public int Earliest => Walsh.Count == 0 ? 0 : Walsh[^1];

        public void Use(int column)
        {
            _lastPhase = Math.Max(_lastPhase, column);
            First = Math.Min(First, column);
        }

        // Two H without a phase between them cancel.
        public void Toggle()
        {
            if (Walsh.Count > 0 && Walsh[^1] > _lastPhase)
            {
                Walsh.RemoveAt(Walsh.Count - 1);
            }
            else
            {
                Walsh.Add(_lastPhase + 1);
            }
        }
    }

    private sealed record Phase(int Weight, double Slope, double Shift, Wire[] Parity, Wire[] Control, int Value, bool IsProduct)
    {
        public int Column { get; init; }

        public double Constant(int b, Func<IEnumerable<Wire>, int> bits)
        {
            int parity = bits(Parity);
            if (IsProduct)
            {
                return (b & parity) == parity ? Shift : 0;
            }

            int control = bits(Control);
            return (b & control) != (Value == 1 ? control : 0) ? 0 : (BitOperations.PopCount((uint)(b & parity)) & 1) == 0 ? Shift : -Shift;
        }
    }
}
