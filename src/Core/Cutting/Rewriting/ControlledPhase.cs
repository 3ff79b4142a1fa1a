using CutAwareQnn.Circuits;

namespace CutAwareQnn.Cutting;

/// <summary>
/// A gate of three or more qubits as a phase where all its qubits are 1, between gates on its target: <c>ccx</c>, <c>c3x</c>,
/// <c>mcphase</c> and their like. Whichever way two fragments share its qubits, it is the controlled phase of two bits: "all qubits of
/// this side are 1". FORMULAS_NEXT.md §1.1; Ufrecht et al., arXiv:2302.00387.
/// </summary>
/// <param name="Target">The qubit between whose frames the phase acts.</param>
/// <param name="Form">The frames and the phase.</param>
/// <param name="Partner">
/// The other swapped qubit of a swap under a control, which is CCX between two CX from the target; null for all others.
/// </param>
internal sealed record ControlledPhase(int Target, PhaseForm Form, int? Partner = null)
{
    /// <summary>The gate on two qubits that is left once each side is reduced to one bit.</summary>
    public GateInstruction Core => Form.Angle.IsConstant && Form.Angle.Constant == Math.PI
        ? new(Gates.CZ, EquatableArray<int>.Of(0, 1), EquatableArray<Angle>.Empty)
        : new(Gates.CP, EquatableArray<int>.Of(0, 1), EquatableArray<Angle>.Of(Form.Angle));

    /// <summary>Creates the form of a gate; null for gates of fewer qubits and for those that are no controlled phase.</summary>
    public static ControlledPhase? Of(GateInstruction gate)
    {
        int target = gate.Targets[gate.Targets.Count - 1];
        if (ReferenceEquals(gate.Gate, Gates.CSwap))
        {
            return new(
                target,
                PhaseForm.Of(new(Gates.X, EquatableArray<int>.Of(target), EquatableArray<Angle>.Empty))!,
                gate.Targets[1]);
        }

        Gate core = gate.Gate;
        while (core.Controlled is { } inner)
        {
            core = inner;
        }

        return gate.Targets.Count > 2 && core.QubitCount == 1
            && PhaseForm.Of(new(core, EquatableArray<int>.Of(target), gate.Angles)) is { } form
                ? new(target, form)
                : null;
    }

    /// <summary>Returns whether sides part the two swapped qubits of a swap under a control.</summary>
    /// <param name="sideOf">The side of a qubit.</param>
    public bool PartsPartners(Func<int, object> sideOf) => Partner is { } other && !sideOf(other).Equals(sideOf(Target));

    /// <summary>Returns the gates on several qubits before the phase and its frames, and after them.</summary>
    public IEnumerable<GateInstruction> Exchange() => Partner is { } other
        ? [new(Gates.CX, EquatableArray<int>.Of(Target, other), EquatableArray<Angle>.Empty)]
        : [];

    /// <summary>
    /// Writes the gate as gates on fewer sides: <c>CP(c,t)^½ · CX(R,c) · CP(c,t)^-½ · CX(R,c) · CP(R,t)^½</c> with controls R.
    /// </summary>
    /// <param name="gate">The gate.</param>
    /// <param name="sideOf">The side of a qubit; the qubits of the two smallest sides come last.</param>
    public static IReadOnlyList<GateInstruction> Split(GateInstruction gate, Func<int, char> sideOf)
    {
        ControlledPhase form = Of(gate)!;
        if (form.Partner is not null)
        {
            return [.. form.Exchange(), gate with { Gate = Gates.CCX }, .. form.Exchange()];
        }

        int[] qubits = [.. gate.Targets.GroupBy(sideOf).OrderByDescending(side => side.Count()).SelectMany(side => side)];
        int last = qubits[qubits.Length - 1];
        int control = qubits.Last(q => sideOf(q) != sideOf(last));
        int[] rest = [.. qubits.Where(q => q != last && q != control)];
        Angle half = 0.5 * form.Form.Angle;
        return form.Form.Around(
            [
                Phase(half, control, last), Flip(), Phase(-half, control, last), Flip(), Phase(half, [.. rest, last]),
            ],
            form.Target);

        GateInstruction Flip() => new(
            Gates.MultiControlledX(rest.Length), rest.Append(control).ToEquatableArray(), EquatableArray<Angle>.Empty);

        static GateInstruction Phase(Angle angle, params int[] on) => new(
            Gates.MultiControlledPhase(on.Length - 1), on.ToEquatableArray(), EquatableArray<Angle>.Of(angle));
    }
}
