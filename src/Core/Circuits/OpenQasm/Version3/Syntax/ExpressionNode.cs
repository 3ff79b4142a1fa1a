namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>A sign between two operands or before one.</summary>
internal enum Operator
{
    Or,
    And,
    BitOr,
    BitXor,
    BitAnd,
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    ShiftLeft,
    ShiftRight,
    Add,
    Subtract,
    Multiply,
    Divide,
    Modulo,
    Power,
    Negate,
    Not,
    BitNot,
}

/// <summary>An expression as it was written.</summary>
/// <param name="Start">Its offset in the text.</param>
internal abstract record ExpressionNode(int Start);

/// <summary>A number, truth value or string of bits.</summary>
internal sealed record LiteralNode(int Start, Value Value) : ExpressionNode(Start);

/// <summary>A variable, register or built-in constant.</summary>
internal sealed record NameNode(int Start, string Name) : ExpressionNode(Start);

/// <summary>A qubit of a device by its number.</summary>
internal sealed record HardwareQubitNode(int Start, string Text) : ExpressionNode(Start);

/// <summary>Operands of one precedence, evaluated from the left; a list, so that a long sum is not deep.</summary>
internal sealed record ChainNode(int Start, ExpressionNode First, ChainLink[] Links) : ExpressionNode(Start);

/// <summary>An operator and what follows it.</summary>
internal sealed record ChainLink(Operator Operator, int Start, ExpressionNode Operand);

/// <summary>A sign before an operand.</summary>
internal sealed record UnaryNode(int Start, Operator Operator, ExpressionNode Operand) : ExpressionNode(Start);

/// <summary>A function of the language.</summary>
internal sealed record CallNode(int Start, string Function, ExpressionNode[] Arguments) : ExpressionNode(Start);

/// <summary>A value turned into another type.</summary>
internal sealed record CastNode(int Start, TypeNode Type, ExpressionNode Operand) : ExpressionNode(Start);

/// <summary>Elements of a register or array.</summary>
internal sealed record IndexNode(int Start, ExpressionNode Target, ExpressionNode[] Indices) : ExpressionNode(Start);

/// <summary>A range with both ends included; missing ends are those of the register.</summary>
internal sealed record RangeNode(int Start, ExpressionNode? From, ExpressionNode? Step, ExpressionNode? To) : ExpressionNode(Start);

/// <summary>Values in braces: an index set, what a loop runs over, or an array.</summary>
internal sealed record SetNode(int Start, ExpressionNode[] Elements) : ExpressionNode(Start);

/// <summary>Registers or arrays one after another.</summary>
internal sealed record ConcatenationNode(int Start, ExpressionNode[] Parts) : ExpressionNode(Start);

/// <summary>The duration of statements, which is not computed.</summary>
internal sealed record DurationOfNode(int Start) : ExpressionNode(Start);

/// <summary>A measurement as the value of a declaration or assignment.</summary>
internal sealed record MeasureNode(int Start, ExpressionNode Qubits) : ExpressionNode(Start);

/// <summary>A type as it was written; the width and lengths are not evaluated yet.</summary>
/// <param name="Start">Its offset in the text.</param>
/// <param name="Kind">The scalar type.</param>
/// <param name="Width">What stands in brackets, or null.</param>
/// <param name="Lengths">Of an array: its lengths, the outermost first; null for a scalar.</param>
/// <param name="Dimensions">Of an array by reference: how many lengths it has, whatever they are; null for others.</param>
internal sealed record TypeNode(int Start, TypeKind Kind, ExpressionNode? Width, ExpressionNode[]? Lengths = null, int? Dimensions = null);

/// <summary>The scalar types.</summary>
internal enum TypeKind
{
    Bit,
    Boolean,
    Integer,
    Unsigned,
    Float,
    Angle,
    Complex,
    Duration,
    Qubit,
}
