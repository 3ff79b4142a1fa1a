namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>A gate definition.</summary>
internal sealed record GateNode(int Start, string Name, string[] Parameters, string[] Qubits, BlockNode Body) : StatementNode(Start);
