using CutAwareQnn.Estimation;

namespace CutAwareQnn.Runtime;

/// <summary>Queries to be evaluated together.</summary>
/// <param name="Batch">The batch's number in its run, from 0; the caller counts.</param>
/// <param name="Queries">The queries.</param>
/// <param name="Gradient">The derivatives wanted of each; null for none.</param>
/// <param name="IsEvaluation">Whether the values measure a model; otherwise they are for training, or for their own sake.</param>
/// <param name="Step">The training step that needs it, from 1; null where there is none.</param>
/// <param name="PartitionTime">How long acquiring the plan took; zero where it was there already.</param>
public sealed record BatchRequest(
    long Batch,
    IReadOnlyList<EstimatorQuery> Queries,
    GradientRequest? Gradient = null,
    bool IsEvaluation = false,
    int? Step = null,
    TimeSpan PartitionTime = default)
{
    /// <summary>
    /// Returns every query as a batch of its own; their numbers count on from this one's, and the first one's line has the partition time.
    /// </summary>
    public IEnumerable<BatchRequest> Alone() => Queries.Select((query, i) => this with
    {
        Batch = Batch + i,
        Queries = [query],
        PartitionTime = i == 0 ? PartitionTime : TimeSpan.Zero,
    });
}
