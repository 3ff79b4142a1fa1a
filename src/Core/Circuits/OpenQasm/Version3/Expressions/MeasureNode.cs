namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>A measurement as the value of a declaration or assignment.</summary>
internal sealed record MeasureNode(int Start, ExpressionNode Qubits) : ExpressionNode(Start);
