namespace CutAwareQnn.Circuits;

/// <summary>A figure's end on the classical line.</summary>
/// <param name="Text">The bit that is written, or the condition that is read.</param>
/// <param name="IsWritten">Whether a measurement writes there; else a condition is read.</param>
internal sealed record ClassicalEnd(string Text, bool IsWritten);
