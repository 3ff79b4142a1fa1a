namespace CutAwareQnn.Cutting;

/// <summary>Where a cut's end lies.</summary>
/// <param name="Fragment">Index of the fragment.</param>
/// <param name="Leg">Index of the leg in the fragment.</param>
public readonly record struct CutSide(int Fragment, int Leg);
