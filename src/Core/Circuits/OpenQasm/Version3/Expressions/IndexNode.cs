namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>Elements of a register or array.</summary>
internal sealed record IndexNode(int Start, ExpressionNode Target, ExpressionNode[] Indices) : ExpressionNode(Start);
