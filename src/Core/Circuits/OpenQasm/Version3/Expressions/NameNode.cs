namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>A variable, register or built-in constant.</summary>
internal sealed record NameNode(int Start, string Name) : ExpressionNode(Start);
