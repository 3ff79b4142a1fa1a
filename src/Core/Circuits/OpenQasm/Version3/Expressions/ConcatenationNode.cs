namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>Registers or arrays one after another.</summary>
internal sealed record ConcatenationNode(int Start, ExpressionNode[] Parts) : ExpressionNode(Start);
