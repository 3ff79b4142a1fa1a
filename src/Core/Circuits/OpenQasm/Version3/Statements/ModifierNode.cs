namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary><c>inv</c>, <c>pow</c>, <c>ctrl</c> or <c>negctrl</c>.</summary>
internal sealed record ModifierNode(int Start, ModifierKind Kind, ExpressionNode? Argument);
