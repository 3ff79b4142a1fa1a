namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>A gate on qubits.</summary>
internal sealed record GateCallNode(
    int Start, ModifierNode[] Modifiers, string Name, ExpressionNode[] Angles, ExpressionNode[] Operands) : StatementNode(Start);
