namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>A branch.</summary>
internal sealed record IfNode(int Start, ExpressionNode Condition, StatementNode Then, StatementNode? Else) : StatementNode(Start);
