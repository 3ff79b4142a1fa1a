namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>Operands of one precedence, evaluated from the left; a list, so that a long sum is not deep.</summary>
internal sealed record ChainNode(int Start, ExpressionNode First, ChainLink[] Links) : ExpressionNode(Start);
