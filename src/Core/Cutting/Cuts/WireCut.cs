namespace CutAwareQnn.Cutting;

/// <summary>A qubit's timeline ended and begun anew.</summary>
/// <param name="Qubit">The qubit.</param>
/// <param name="AfterInstruction">The cut lies after this instruction, and before the qubit's next one; from 0.</param>
public sealed record WireCut(int Qubit, int AfterInstruction) : Cut
{
    /// <inheritdoc/>
    public override string ToString() => $"the wire of qubit {Qubit} after instruction {AfterInstruction}";
}
