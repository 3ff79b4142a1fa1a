namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>A value turned into another type.</summary>
internal sealed record CastNode(int Start, TypeNode Type, ExpressionNode Operand) : ExpressionNode(Start);
