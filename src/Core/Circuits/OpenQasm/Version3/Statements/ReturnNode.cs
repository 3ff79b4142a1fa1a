namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>The end of a subroutine, maybe with its value.</summary>
internal sealed record ReturnNode(int Start, ExpressionNode? Value) : StatementNode(Start);
