namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>A gate that a pragma gives by its matrix.</summary>
internal sealed record UnitaryPragmaNode(int Start, ExpressionNode[][] Rows, ExpressionNode[] Operands) : StatementNode(Start);
