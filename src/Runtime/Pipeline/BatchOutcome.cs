using CutAwareQnn.Estimation;

namespace CutAwareQnn.Runtime;

/// <summary>A batch's answers, and what they took.</summary>
/// <param name="Request">What was asked.</param>
/// <param name="Estimates">One a query, in order.</param>
/// <param name="Stages">One record a purpose: the values' first, then the derivatives'.</param>
public sealed record BatchOutcome(BatchRequest Request, IReadOnlyList<Estimate> Estimates, IReadOnlyList<StageRecord> Stages);
