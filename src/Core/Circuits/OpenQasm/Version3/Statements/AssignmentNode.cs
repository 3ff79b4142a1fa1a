namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>An assignment; the operator is null for a plain one.</summary>
internal sealed record AssignmentNode(int Start, ExpressionNode Target, Operator? Operator, ExpressionNode Value) : StatementNode(Start);
