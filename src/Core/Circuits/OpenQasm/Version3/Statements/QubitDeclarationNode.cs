namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>A declaration of qubits.</summary>
internal sealed record QubitDeclarationNode(int Start, string Name, ExpressionNode? Size) : StatementNode(Start);
