namespace CutAwareQnn.Circuits;

/// <summary>An instruction that happens only when classical bits hold a value.</summary>
/// <param name="Condition">The bits and the value.</param>
/// <param name="Body">What happens then.</param>
public sealed record Conditional(Condition Condition, Instruction Body) : Instruction
{
    /// <inheritdoc/>
    public override EquatableArray<int> Qubits => Body.Qubits;

    /// <inheritdoc/>
    public override Instruction OnQubits(Func<int, int> rename) => this with { Body = Body.OnQubits(rename) };

    /// <inheritdoc/>
    public override Instruction WithAngles(Func<Angle, Angle> rewrite) => this with { Body = Body.WithAngles(rewrite) };

    /// <inheritdoc/>
    public override string ToString() => $"if ({Condition}) {Body}";
}
