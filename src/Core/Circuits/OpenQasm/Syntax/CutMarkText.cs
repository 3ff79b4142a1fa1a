namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>A comment <c>// @cut</c>, with the wire that follows it.</summary>
/// <param name="Start">The offset of the comment in the text.</param>
/// <param name="Operand">The name of a qubit; empty for a gate's mark.</param>
internal sealed record CutMarkText(int Start, string Operand);
