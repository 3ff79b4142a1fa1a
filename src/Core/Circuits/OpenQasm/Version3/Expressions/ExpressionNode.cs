namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>An expression as it was written.</summary>
/// <param name="Start">Its offset in the text.</param>
internal abstract record ExpressionNode(int Start);
