namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>One case; without labels it is the default.</summary>
internal sealed record SwitchCase(ExpressionNode[] Labels, StatementNode Body);
