namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>A sign before an operand.</summary>
internal sealed record UnaryNode(int Start, Operator Operator, ExpressionNode Operand) : ExpressionNode(Start);
