using CutAwareQnn.Circuits;
using CutAwareQnn.Estimation;

namespace CutAwareQnn.Runtime;

/// <summary>A batch's answers, and what they took.</summary>
/// <param name="Request">The request that it answers.</param>
/// <param name="Estimates">One per query, in order; none where the batch failed.</param>
/// <param name="Stages">One record per purpose: the values' first, then the derivatives'.</param>
public sealed record BatchOutcome(BatchRequest Request, IReadOnlyList<Estimate> Estimates, IReadOnlyList<StageRecord> Stages)
{
    /// <summary>Why the batch failed; null where it did not.</summary>
    public CutAwareException? Error { get; init; }

    /// <summary>The queries one by one, where they were run so; else empty.</summary>
    public IReadOnlyList<BatchOutcome> Parts { get; init; } = [];

    /// <summary>How many numbers of batches it takes up.</summary>
    public int BatchCount => Math.Max(1, Parts.Count);

    /// <summary>Creates a batch whose queries were run one by one.</summary>
    internal static BatchOutcome Of(BatchRequest request, IReadOnlyList<BatchOutcome> parts) => new(
        request,
        [.. parts.SelectMany(p => p.Estimates)],
        [.. parts.SelectMany(p => p.Stages)])
    {
        Parts = parts,
    };
}
