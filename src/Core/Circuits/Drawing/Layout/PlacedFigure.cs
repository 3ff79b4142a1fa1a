namespace CutAwareQnn.Circuits;

/// <summary>A figure with its place.</summary>
/// <param name="Figure">The figure.</param>
/// <param name="Column">Its column in the whole circuit, from 0.</param>
/// <param name="Left">Where it begins, in characters from the beginning of the page's wires.</param>
internal sealed record PlacedFigure(Figure Figure, int Column, int Left);
