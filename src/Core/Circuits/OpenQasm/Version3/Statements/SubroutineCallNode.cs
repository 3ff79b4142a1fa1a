namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>A call of a subroutine.</summary>
internal sealed record SubroutineCallNode(int Start, string Name, ExpressionNode[] Arguments) : StatementNode(Start);
