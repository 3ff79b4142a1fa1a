namespace CutAwareQnn.Cutting;

/// <summary>What is known about a graph's parting.</summary>
/// <param name="Best">The cheapest way found; null if none is.</param>
/// <param name="Grouping">How its cuts are made.</param>
/// <param name="LowerBound">No way costs less, in Σ log γ.</param>
/// <param name="IsComplete">Whether the best is proven, or that there is none.</param>
/// <param name="IsFoundExactly">Whether the exact search bettered the heuristic.</param>
/// <param name="NodeCount">Nodes of the exact search.</param>
internal sealed record GraphResult(
    Separated? Best, Grouping? Grouping, double LowerBound, bool IsComplete, bool IsFoundExactly, long NodeCount);
