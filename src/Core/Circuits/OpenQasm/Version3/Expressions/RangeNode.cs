namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>A range with both ends included; missing ends are those of the register.</summary>
internal sealed record RangeNode(int Start, ExpressionNode? From, ExpressionNode? Step, ExpressionNode? To) : ExpressionNode(Start);
