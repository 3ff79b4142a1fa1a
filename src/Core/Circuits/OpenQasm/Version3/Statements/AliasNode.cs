namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>Another name for qubits or bits.</summary>
internal sealed record AliasNode(int Start, string Name, ExpressionNode Value) : StatementNode(Start);
