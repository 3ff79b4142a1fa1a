using CutAwareQnn.Simulation;

namespace CutAwareQnn.Estimation;

/// <summary>
/// The values of a batch of queries in lean mode: one job per fragment and chunk of queries, and a contraction as
/// soon as a chunk's fragments are all there. Keeps results and environments for the passes after it.
/// </summary>
public sealed class ValuePass : Pass
{
    private readonly LeanPlan _prepared;
    private readonly EstimatorQuery[] _queries;
    private readonly QueryChunks _chunks;
    private readonly ArrivalLedger _ledger;
    private readonly int[] _awaited;
    private readonly SortedDictionary<int, double> _incomplete = [];

    /// <summary>Starts a pass.</summary>
    /// <param name="prepared">The plan: exact, or with the same shots for all queries.</param>
    /// <param name="queries">The queries.</param>
    /// <param name="wantsEnvironments">Whether a gradient pass follows.</param>
    /// <param name="purpose">
    /// <see cref="PassPurpose.Forward"/> where its values are the answers; <see cref="PassPurpose.Adjoint"/> where they only prepare a
    /// backward pass.
    /// </param>
    public ValuePass(LeanPlan prepared, EstimatorQuery[] queries, bool wantsEnvironments, PassPurpose purpose = PassPurpose.Forward)
    {
        Purpose = purpose;
        AllowsDeadline = !wantsEnvironments;
        QueryChecks.Check(prepared.Plan.Circuit, queries);
        _prepared = prepared;
        Results = new(prepared, queries, wantsEnvironments);
        _queries = queries;
        _chunks = new(queries.Length, QueryChunks.DefaultSize);
        _ledger = new(Enumerable.Range(0, _chunks.Count * FragmentCount)
            .Select(i => _chunks.Length(i / FragmentCount) * prepared.ResultLength(i % FragmentCount)).ToArray());
        _awaited = Enumerable.Repeat(FragmentCount, _chunks.Count).ToArray();
    }

    /// <inheritdoc/>
    public override PassPurpose Purpose { get; }

    /// <inheritdoc/>
    public override long QueryCount => Purpose == PassPurpose.Forward ? _queries.Length : 0;

    /// <inheritdoc/>
    public override bool AllowsDeadline { get; }

    /// <summary>What was measured, and the values.</summary>
    public PassResults Results { get; }

    private int FragmentCount => _prepared.Plan.Fragments.Count;

    /// <inheritdoc/>
    public override IReadOnlyList<Job> Generate()
    {
        var jobs = new Job[_chunks.Count * FragmentCount];
        for (int i = 0; i < jobs.Length; i++)
        {
            int fragment = i % FragmentCount;
            ReadOnlySpan<EstimatorQuery> queries = _chunks.Of(_queries, i / FragmentCount);
            jobs[i] = new FragmentJob(
                i, (_prepared.Measured ?? _prepared.Simulators)[fragment], _prepared.BindSlots(fragment, queries), Ids(queries),
                _prepared.Shots?[fragment]);
        }

        return jobs;
    }

    /// <inheritdoc/>
    public override void Add(JobResult result)
    {
        _ledger.Record(result);
        if (result.Completeness < 1)
        {
            _incomplete[result.Job] = result.Completeness;
        }

        int chunk = result.Job / FragmentCount;
        int first = _chunks.Start(chunk);
        int count = _chunks.Length(chunk);
        int length = result.Values.Length / count;
        for (int q = 0; q < count; q++)
        {
            Results.Store(first + q, result.Job % FragmentCount, result.Values.AsSpan(q * length, length));
        }

        if (--_awaited[chunk] == 0)
        {
            Results.Evaluate(first, count);
            WidenIncomplete(chunk);
        }
    }

    /// <inheritdoc/>
    public override void Complete() => _ledger.RequireAll();

    internal static ulong[] Ids(ReadOnlySpan<EstimatorQuery> queries)
    {
        ulong[] ids = new ulong[queries.Length];
        for (int q = 0; q < ids.Length; q++)
        {
            ids[q] = queries[q].Id;
        }

        return ids;
    }

    private void WidenIncomplete(int chunk)
    {
        double[] completeness = _incomplete.Count == 0
            ? []
            : [.. Enumerable.Range(0, FragmentCount).Select(f => _incomplete.GetValueOrDefault((chunk * FragmentCount) + f, 1))];
        if (completeness.Any(c => c < 1))
        {
            for (int query = _chunks.Start(chunk); query < _chunks.Start(chunk) + _chunks.Length(chunk); query++)
            {
                Results.Widen(query, completeness);
            }
        }
    }
}
