namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>A function of the language.</summary>
internal sealed record CallNode(int Start, string Function, ExpressionNode[] Arguments) : ExpressionNode(Start);
