namespace CutAwareQnn.Cutting;

/// <summary>What an exact search found.</summary>
/// <param name="Best">The cheapest way; null if none is known.</param>
/// <param name="LowerBound">No way costs less, in Σ log γ.</param>
/// <param name="IsComplete">Whether the search ended by itself, so that the best is the optimum, or there is none.</param>
/// <param name="NodeCount">Search nodes visited.</param>
/// <param name="Work">The effort spent.</param>
internal sealed record ExactResult(Separated? Best, double LowerBound, bool IsComplete, long NodeCount, long Work);
