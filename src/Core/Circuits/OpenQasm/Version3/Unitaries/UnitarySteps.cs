using System.Numerics;

namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>A unitary as gates and global phases in time order, changed by one modifier after another.</summary>
internal sealed class UnitarySteps : IUnitarySink
{
    // Gates in a list are many times larger than the steps of a loop.
    private const int StepCost = 8;

    private readonly WorkBudget _work;
    private List<GateInstruction> _gates = [];
    private Angle _phase = Angle.Zero;

    public UnitarySteps(WorkBudget work)
    {
        _work = work;
    }

    public void AddGate(GateInstruction gate)
    {
        _work.Charge(CostOf(gate));
        _gates.Add(gate);
    }

    public void AddPhase(Angle angle)
    {
        _work.Charge(StepCost + angle.Size + _phase.Size);
        _phase += angle;
    }

    /// <summary>Takes the inverse.</summary>
    public void Invert()
    {
        _work.Charge(_gates.Sum(CostOf));
        _gates = Enumerable.Reverse(_gates).Select(g => g.Inverse()).ToList();
        _phase = -_phase;
    }

    /// <summary>Controls every gate; the phase becomes one of the controls.</summary>
    /// <param name="positive">Qubits that must be 1.</param>
    /// <param name="negative">Qubits that must be 0.</param>
    public void Control(List<int> positive, List<int> negative)
    {
        int[] controls = [.. positive, .. negative];
        List<GateInstruction> inner = _gates;
        Angle phase = _phase;
        _gates = [];
        _phase = Angle.Zero;
        Flip(negative);
        foreach (GateInstruction gate in inner)
        {
            AddAll(gate.Controlled(controls));
        }

        if (!phase.IsZero)
        {
            var onFirst = new GateInstruction(Gates.P, EquatableArray<int>.Of(controls[0]), EquatableArray<Angle>.Of(phase));
            AddAll(onFirst.Controlled(controls.Skip(1).ToArray()));
        }

        Flip(negative);
    }

    /// <summary>Takes a power: whole ones repeat, others need one gate, or a matrix of at most two qubits.</summary>
    public void Raise(PowerExponent exponent)
    {
        if (_gates.Count == 0 || exponent.Whole is not null)
        {
            _gates = _gates.Count == 1 ? Charged(exponent.Of(_gates[0])) : Repeated(exponent);
            _phase = exponent.OfPhase(_phase);
        }
        else if (_gates.Count == 1 && _phase.IsZero)
        {
            _gates = Charged(exponent.Of(_gates[0]));
        }
        else
        {
            Combine(exponent.Value);
        }
    }

    /// <summary>Gives the gates, and the phase if it counts.</summary>
    public void GiveTo(IUnitarySink sink, bool isExact)
    {
        foreach (GateInstruction gate in _gates)
        {
            sink.AddGate(gate);
        }

        if (isExact && !_phase.IsZero)
        {
            sink.AddPhase(_phase);
        }
    }

    private static long CostOf(GateInstruction gate) => StepCost + gate.Angles.Sum(a => a.IsConstant ? 0 : a.Size);

    private List<GateInstruction> Repeated(PowerExponent exponent)
    {
        if (_gates.Count == 0)
        {
            return _gates;
        }

        BigInteger whole = exponent.Whole!.Value;
        BigInteger count = BigInteger.Abs(whole);
        _work.Charge((long)BigInteger.Min(StepCost * count * _gates.Count, WorkBudget.MostSteps + 1));
        List<GateInstruction> once = whole.Sign < 0 ? Enumerable.Reverse(_gates).Select(g => g.Inverse()).ToList() : _gates;
        List<GateInstruction> gates = [];
        for (int i = 0; i < count; i++)
        {
            gates.AddRange(once);
        }

        return gates;
    }

    private void Combine(Angle exponent)
    {
        int[] qubits = _gates.SelectMany(g => g.Targets).Distinct().OrderBy(q => q).ToArray();
        if (qubits.Length > 2 || !exponent.IsConstant || !_phase.IsConstant || _gates.Any(g => g.Angles.Any(a => !a.IsConstant)))
        {
            throw new CircuitException(
                $"the power {exponent} of a gate of several steps is not supported on more than 2 qubits or with inputs; "
                + "use an integer power, or constant angles on 1 or 2 qubits");
        }

        var product = new UnitaryProduct(qubits.Length);
        foreach (GateInstruction gate in _gates)
        {
            product.AddGate(
                gate.Gate, gate.Angles.Select(a => a.Constant).ToArray(), gate.Targets.Select(q => Array.IndexOf(qubits, q)).ToArray());
        }

        product.AddPhase(_phase.Constant);
        ComplexMatrix power = new ComplexMatrix(product.Entries.ToArray()).Power(exponent.Constant);
        _gates = [new(Gate.Unitary(power), qubits.ToEquatableArray(), EquatableArray<Angle>.Empty)];
        _phase = Angle.Zero;
    }

    private void Flip(List<int> qubits)
    {
        foreach (int qubit in qubits)
        {
            AddGate(new(Gates.X, EquatableArray<int>.Of(qubit), EquatableArray<Angle>.Empty));
        }
    }

    private void AddAll(IReadOnlyList<GateInstruction> gates) => _gates.AddRange(Charged(gates));

    private List<GateInstruction> Charged(IReadOnlyList<GateInstruction> gates)
    {
        _work.Charge(gates.Sum(CostOf));
        return [.. gates];
    }
}
