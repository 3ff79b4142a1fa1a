namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>A number, truth value or string of bits.</summary>
internal sealed record LiteralNode(int Start, Value Value) : ExpressionNode(Start);
