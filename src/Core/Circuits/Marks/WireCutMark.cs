namespace CutAwareQnn.Circuits;

/// <summary>Marks a qubit's wire as cut: two strokes across it.</summary>
/// <param name="Qubit">The qubit, from 0.</param>
/// <param name="AfterInstruction">The mark lies after this instruction, and before the qubit's next one; from 0.</param>
public sealed record WireCutMark(int Qubit, int AfterInstruction) : CutMark;
