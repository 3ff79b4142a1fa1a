namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>Replaces gates by their definitions and applies their modifiers until only rows of the gate table are left.</summary>
internal sealed class UnitaryExpansion
{
    private readonly WorkBudget _work;
    private readonly List<EquatableArray<int>> _singles = [];

    public UnitaryExpansion(WorkBudget work)
    {
        _work = work;
    }

    /// <summary>Gives the sink what a gate under modifiers means.</summary>
    /// <param name="gate">The gate, or null for a global phase.</param>
    /// <param name="modifiers">The outermost first.</param>
    /// <param name="exponents">One for each modifier, null where it is no power.</param>
    /// <param name="angles">Of the gate, or the phase.</param>
    /// <param name="qubits">The controls in the order of the modifiers, then the gate's.</param>
    /// <param name="isExact">Whether the global phase counts.</param>
    /// <param name="sink">What takes the result.</param>
    /// <exception cref="CircuitException">A power has no form, or a function is used outside its domain.</exception>
    /// <remarks>
    /// A control commutes with powers on the principal branch and with inverses, as it adds eigenvalues 1 only; so it comes last, on
    /// the smallest unitary.
    /// </remarks>
    public void Expand(
        UnitaryDefinition? gate, UnitaryModifier[] modifiers, PowerExponent?[] exponents, Angle[] angles, int[] qubits, bool isExact,
        IUnitarySink sink)
    {
        if (modifiers.Length == 0)
        {
            Expand(gate, angles, qubits, isExact, sink);
            return;
        }

        int controlCount = UnitaryCall.ControlCount(modifiers);
        bool needsPhase = isExact || controlCount > 0 || exponents.Any(e => e is { Whole: null });
        var steps = new UnitarySteps(_work);
        Expand(gate, angles, qubits.Skip(controlCount).ToArray(), needsPhase, steps);
        for (int i = modifiers.Length - 1; i >= 0; i--)
        {
            if (exponents[i] is { } exponent)
            {
                steps.Raise(exponent);
            }
            else if (modifiers[i].Kind == ModifierKind.Inverse)
            {
                steps.Invert();
            }
        }

        if (controlCount > 0)
        {
            ControlBy(steps, modifiers, qubits);
        }

        steps.GiveTo(sink, isExact);
    }

    private static void ControlBy(UnitarySteps steps, UnitaryModifier[] modifiers, int[] qubits)
    {
        List<int> positive = [];
        List<int> negative = [];
        int next = 0;
        foreach (UnitaryModifier modifier in modifiers)
        {
            (modifier.Kind == ModifierKind.NegativeControl ? negative : positive).AddRange(qubits.Skip(next).Take(modifier.Controls));
            next += modifier.Controls;
        }

        steps.Control(positive, negative);
    }

    private void Expand(UnitaryDefinition? gate, Angle[] angles, int[] qubits, bool isExact, IUnitarySink sink)
    {
        if (gate is null)
        {
            if (isExact)
            {
                sink.AddPhase(angles[0]);
            }

            return;
        }

        if (gate.Row is not null && (!isExact || gate.Body is null))
        {
            sink.AddGate(new(
                gate.Row,
                qubits.Length == 1 ? Single(qubits[0]) : EquatableArray<int>.Of(qubits),
                angles.Length == 0 ? EquatableArray<Angle>.Empty : EquatableArray<Angle>.Of(angles)));
            return;
        }

        foreach (UnitaryCall call in gate.Body!)
        {
            PowerExponent?[] exponents = Array.ConvertAll(call.Modifiers, m => m.ExponentFor(angles, _work));
            Expand(
                call.Gate, call.Modifiers, exponents, Array.ConvertAll(call.Angles, a => a.Bind(angles, _work)),
                Array.ConvertAll(call.Qubits, q => qubits[q]), isExact, sink);
        }
    }

    // Most gates act on one qubit, and instructions may share their immutable parts.
    private EquatableArray<int> Single(int qubit)
    {
        while (_singles.Count <= qubit)
        {
            _singles.Add(EquatableArray<int>.Of(_singles.Count));
        }

        return _singles[qubit];
    }
}
