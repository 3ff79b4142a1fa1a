namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>A declaration of a classical variable or constant.</summary>
internal sealed record DeclarationNode(
    int Start, TypeNode Type, string Name, ExpressionNode? Initial, bool IsConstant) : StatementNode(Start);
