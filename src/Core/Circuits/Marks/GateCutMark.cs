namespace CutAwareQnn.Circuits;

/// <summary>Marks a gate as cut: its connection is dashed.</summary>
/// <param name="Instruction">Index of the gate in the circuit's instructions, from 0; it touches at least two qubits.</param>
public sealed record GateCutMark(int Instruction) : CutMark;
