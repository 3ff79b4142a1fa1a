namespace CutAwareQnn.Circuits;

/// <summary>A cut as a drawing shows it.</summary>
public abstract record CutMark;

/// <summary>Marks a gate as cut: its connection is dashed.</summary>
/// <param name="Instruction">Index of the gate in the circuit's instructions, from 0; it touches at least two qubits.</param>
public sealed record GateCutMark(int Instruction) : CutMark;

/// <summary>Marks a qubit's wire as cut: two strokes across it.</summary>
/// <param name="Qubit">The qubit, from 0.</param>
/// <param name="AfterInstruction">The mark lies behind this instruction, and before the qubit's next one; from 0.</param>
public sealed record WireCutMark(int Qubit, int AfterInstruction) : CutMark;
