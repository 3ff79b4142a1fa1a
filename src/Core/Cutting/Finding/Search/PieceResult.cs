namespace CutAwareQnn.Cutting;

/// <summary>What is known about the parting of a connected piece of a graph.</summary>
/// <param name="Result">The best way and the bound.</param>
/// <param name="IsFoundExactly">Whether the exact search bettered the heuristic.</param>
internal sealed record PieceResult(ExactResult Result, bool IsFoundExactly);
