namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>A type as it was written; the width and lengths are not evaluated yet.</summary>
/// <param name="Start">Its offset in the text.</param>
/// <param name="Kind">The scalar type.</param>
/// <param name="Width">The expression in brackets, or null.</param>
/// <param name="Lengths">Of an array: its lengths, the outermost first; null for a scalar.</param>
/// <param name="Dimensions">Of an array by reference: how many lengths it has, whatever they are; null for others.</param>
internal sealed record TypeNode(int Start, TypeKind Kind, ExpressionNode? Width, ExpressionNode[]? Lengths = null, int? Dimensions = null);
