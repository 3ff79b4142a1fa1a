namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>A loop under a condition.</summary>
internal sealed record WhileNode(int Start, ExpressionNode Condition, StatementNode Body) : StatementNode(Start);
