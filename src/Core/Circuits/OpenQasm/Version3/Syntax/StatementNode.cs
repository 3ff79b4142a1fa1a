namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>A statement as it was written.</summary>
/// <param name="Start">The offset in the text that messages about it name.</param>
internal abstract record StatementNode(int Start);

/// <summary>Statements in braces with a scope of their own.</summary>
internal sealed record BlockNode(int Start, StatementNode[] Statements) : StatementNode(Start);

/// <summary>A statement after marks of cuts.</summary>
internal sealed record MarkedNode(int Start, IReadOnlyList<CutMarkText> Marks, StatementNode Statement) : StatementNode(Start);

/// <summary>A gate on qubits.</summary>
internal sealed record GateCallNode(
    int Start, ModifierNode[] Modifiers, string Name, ExpressionNode[] Angles, ExpressionNode[] Operands) : StatementNode(Start);

/// <summary><c>inv</c>, <c>pow</c>, <c>ctrl</c> or <c>negctrl</c>.</summary>
internal sealed record ModifierNode(int Start, ModifierKind Kind, ExpressionNode? Argument);

/// <summary>The modifiers of gates.</summary>
internal enum ModifierKind
{
    Inverse,
    Power,
    Control,
    NegativeControl,
}

/// <summary>A call of a subroutine.</summary>
internal sealed record SubroutineCallNode(int Start, string Name, ExpressionNode[] Arguments) : StatementNode(Start);

/// <summary>A measurement, with or without bits that receive it.</summary>
internal sealed record MeasureStatementNode(int Start, ExpressionNode Qubits, ExpressionNode? Target) : StatementNode(Start);

/// <summary>A reset.</summary>
internal sealed record ResetNode(int Start, ExpressionNode Qubits) : StatementNode(Start);

/// <summary>A barrier, or a delay, which means nothing here; without operands over all qubits.</summary>
internal sealed record BarrierNode(int Start, ExpressionNode[] Operands, bool IsDelay) : StatementNode(Start);

/// <summary>A declaration of qubits.</summary>
internal sealed record QubitDeclarationNode(int Start, string Name, ExpressionNode? Size) : StatementNode(Start);

/// <summary>A declaration of a classical variable or constant.</summary>
internal sealed record DeclarationNode(
    int Start, TypeNode Type, string Name, ExpressionNode? Initial, bool IsConstant) : StatementNode(Start);

/// <summary>A declaration of a feature or weight.</summary>
internal sealed record InputNode(int Start, TypeNode Type, string Name) : StatementNode(Start);

/// <summary>Another name for qubits or bits.</summary>
internal sealed record AliasNode(int Start, string Name, ExpressionNode Value) : StatementNode(Start);

/// <summary>An assignment; the operator is null for a plain one.</summary>
internal sealed record AssignmentNode(int Start, ExpressionNode Target, Operator? Operator, ExpressionNode Value) : StatementNode(Start);

/// <summary>A loop over values.</summary>
internal sealed record ForNode(int Start, TypeNode Type, string Variable, ExpressionNode Values, StatementNode Body) : StatementNode(Start);

/// <summary>A loop under a condition.</summary>
internal sealed record WhileNode(int Start, ExpressionNode Condition, StatementNode Body) : StatementNode(Start);

/// <summary>A branch.</summary>
internal sealed record IfNode(int Start, ExpressionNode Condition, StatementNode Then, StatementNode? Else) : StatementNode(Start);

/// <summary>A choice by a value.</summary>
internal sealed record SwitchNode(int Start, ExpressionNode Value, SwitchCase[] Cases) : StatementNode(Start);

/// <summary>One case; without labels it is the default.</summary>
internal sealed record SwitchCase(ExpressionNode[] Labels, StatementNode Body);

/// <summary>The end of a loop from inside.</summary>
internal sealed record BreakNode(int Start) : StatementNode(Start);

/// <summary>The end of a round of a loop.</summary>
internal sealed record ContinueNode(int Start) : StatementNode(Start);

/// <summary>The end of the program.</summary>
internal sealed record EndNode(int Start) : StatementNode(Start);

/// <summary>The end of a subroutine, maybe with its value.</summary>
internal sealed record ReturnNode(int Start, ExpressionNode? Value) : StatementNode(Start);

/// <summary>A gate that a pragma gives by its matrix.</summary>
internal sealed record UnitaryPragmaNode(int Start, ExpressionNode[][] Rows, ExpressionNode[] Operands) : StatementNode(Start);

/// <summary>A gate definition.</summary>
internal sealed record GateNode(int Start, string Name, string[] Parameters, string[] Qubits, BlockNode Body) : StatementNode(Start);

/// <summary>A subroutine.</summary>
/// <param name="Start">Its place.</param>
/// <param name="Name">Its name.</param>
/// <param name="Parameters">What it takes.</param>
/// <param name="Result">The type of its value; null where it has none.</param>
/// <param name="Body">Its statements.</param>
internal sealed record SubroutineNode(int Start, string Name, ParameterNode[] Parameters, TypeNode? Result, BlockNode Body) : StatementNode(Start);

/// <summary>A parameter of a subroutine.</summary>
/// <param name="Type">Its type.</param>
/// <param name="Name">Its name.</param>
/// <param name="IsReference">Whether it is the caller's array.</param>
/// <param name="IsMutable">Whether the body may change that array.</param>
internal sealed record ParameterNode(TypeNode Type, string Name, bool IsReference = false, bool IsMutable = false);

/// <summary>An include of a library.</summary>
internal sealed record IncludeNode(int Start, string File) : StatementNode(Start);

/// <summary>A statement without effect.</summary>
internal sealed record EmptyNode(int Start) : StatementNode(Start);
