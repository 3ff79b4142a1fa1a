namespace CutAwareQnn.Cutting;

/// <summary>A gate replaced by local operations on its two sides.</summary>
/// <param name="Instruction">Index of the gate in the circuit's instructions, from 0.</param>
public sealed record GateCut(int Instruction) : Cut
{
    /// <inheritdoc/>
    public override string ToString() => $"the gate at instruction {Instruction}";
}
