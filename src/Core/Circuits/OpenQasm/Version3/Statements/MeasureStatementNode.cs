namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>A measurement, with or without bits that receive it.</summary>
internal sealed record MeasureStatementNode(int Start, ExpressionNode Qubits, ExpressionNode? Target) : StatementNode(Start);
