namespace CutAwareQnn.Cutting;

/// <summary>One pairwise contraction.</summary>
/// <param name="Left">The first node.</param>
/// <param name="Right">The second node.</param>
public readonly record struct ContractionStep(int Left, int Right);
