namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>The duration of statements, which is not computed.</summary>
internal sealed record DurationOfNode(int Start) : ExpressionNode(Start);
