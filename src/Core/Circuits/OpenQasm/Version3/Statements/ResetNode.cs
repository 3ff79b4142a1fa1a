namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>A reset.</summary>
internal sealed record ResetNode(int Start, ExpressionNode Qubits) : StatementNode(Start);
