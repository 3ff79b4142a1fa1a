namespace CutAwareQnn.Circuits;

/// <summary>A gate on qubits.</summary>
/// <param name="Gate">A row of the gate table.</param>
/// <param name="Targets">As many distinct qubits as the gate takes.</param>
/// <param name="Angles">As many angles as the gate takes, in radians.</param>
public sealed record GateInstruction(Gate Gate, EquatableArray<int> Targets, EquatableArray<Angle> Angles) : Instruction
{
    /// <inheritdoc/>
    public override EquatableArray<int> Qubits => Targets;

    /// <summary>Returns the gate that undoes this one.</summary>
    public GateInstruction Inverse()
    {
        GateInverse inverse = Gate.Inverse(Angles);
        return new(inverse.Gate, inverse.ReversesQubits ? Targets.Reverse().ToEquatableArray() : Targets, inverse.Angles);
    }

    /// <inheritdoc/>
    public override Instruction OnQubits(Func<int, int> rename) =>
        this with { Targets = Targets.Select(rename).ToEquatableArray() };

    /// <inheritdoc/>
    public override Instruction WithAngles(Func<Angle, Angle> rewrite) =>
        this with { Angles = Angles.Select(rewrite).ToEquatableArray() };

    /// <summary>Returns the instruction as OpenQASM 2 writes it, without the semicolon.</summary>
    public override string ToString() =>
        Gate.Name + (Angles.Count == 0 ? "" : "(" + string.Join(",", Angles) + ")")
        + " " + string.Join(",", Targets.Select(q => $"q[{q}]"));
}
