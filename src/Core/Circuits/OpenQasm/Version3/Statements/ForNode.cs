namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>A loop over values.</summary>
internal sealed record ForNode(int Start, TypeNode Type, string Variable, ExpressionNode Values, StatementNode Body) : StatementNode(Start);
