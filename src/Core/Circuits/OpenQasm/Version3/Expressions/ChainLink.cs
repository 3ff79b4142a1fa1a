namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>An operator and what follows it.</summary>
internal sealed record ChainLink(Operator Operator, int Start, ExpressionNode Operand);
