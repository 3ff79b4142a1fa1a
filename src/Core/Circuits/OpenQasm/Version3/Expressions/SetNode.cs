namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>Values in braces: an index set, what a loop runs over, or an array.</summary>
internal sealed record SetNode(int Start, ExpressionNode[] Elements) : ExpressionNode(Start);
