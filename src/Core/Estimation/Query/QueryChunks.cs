namespace CutAwareQnn.Estimation;

/// <summary>The queries of a run in contiguous chunks: what one batch of subexperiments covers.</summary>
/// <param name="QueryCount">Number of queries.</param>
/// <param name="Size">Queries per chunk; the last may have fewer.</param>
internal readonly record struct QueryChunks(int QueryCount, int Size)
{
    /// <summary>
    /// Four times the widest vector's lanes: long enough that scheduling a chunk costs little in comparison, short enough that two workers
    /// share a mini-batch of 80.
    /// </summary>
    public const int DefaultSize = 32;

    public int Count => (QueryCount + Size - 1) / Size;

    public int Start(int chunk) => chunk * Size;

    public int Length(int chunk) => Math.Min(Size, QueryCount - Start(chunk));

    public ReadOnlySpan<EstimatorQuery> Of(EstimatorQuery[] queries, int chunk) => queries.AsSpan(Start(chunk), Length(chunk));
}
