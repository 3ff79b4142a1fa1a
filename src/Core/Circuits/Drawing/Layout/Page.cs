namespace CutAwareQnn.Circuits;

/// <summary>The columns between two folds.</summary>
/// <param name="Figures">From left to right.</param>
/// <param name="Width">Characters of the wires.</param>
internal sealed record Page(IReadOnlyList<PlacedFigure> Figures, int Width);
