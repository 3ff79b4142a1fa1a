namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>A barrier, or a delay, which means nothing here; without operands over all qubits.</summary>
internal sealed record BarrierNode(int Start, ExpressionNode[] Operands, bool IsDelay) : StatementNode(Start);
