using CutAwareQnn.Simulation;

namespace CutAwareQnn.Estimation;

/// <summary>One round of shots for some queries of a batch, each with a division of its own.</summary>
internal sealed class RoundPass : Pass
{
    private readonly LeanPlan _prepared;
    private readonly EstimatorQuery[] _queries;
    private readonly long[][] _shots;
    private readonly int _round;
    private readonly QueryChunks _chunks;
    private readonly int[] _momentStart;
    private readonly ArrivalLedger _ledger;

    /// <summary>Starts a round.</summary>
    /// <param name="queries">The queries that take part.</param>
    /// <param name="shots">For each the shots of all variants, in the order of fragments.</param>
    /// <param name="round">The round's number, from 0.</param>
    public RoundPass(LeanPlan prepared, EstimatorQuery[] queries, long[][] shots, int round)
    {
        _prepared = prepared;
        _queries = queries;
        _shots = shots;
        _round = round;
        _chunks = new(queries.Length, QueryChunks.DefaultSize);
        _momentStart = [0, .. prepared.Measurements!.Select((_, f) => prepared.Measurements!.Take(f + 1).Sum(s => s.MomentCount))];
        _ledger = new(Enumerable.Range(0, _chunks.Count * FragmentCount)
            .Select(i => _chunks.Length(i / FragmentCount) * prepared.ResultLength(i % FragmentCount)).ToArray());
        Moments = queries.Select(_ => new double[_momentStart[^1]]).ToArray();
    }

    /// <inheritdoc/>
    public override PassPurpose Purpose => PassPurpose.Forward;

    /// <summary>The first round answers its queries; the others do no more than sharpen the answers.</summary>
    public override long QueryCount => _round == 0 ? _queries.Length : 0;

    /// <summary>For each query its sampled moments, in the order of fragments.</summary>
    public double[][] Moments { get; }

    private int FragmentCount => _prepared.Plan.Fragments.Count;

    /// <inheritdoc/>
    public override IReadOnlyList<Job> Generate()
    {
        FragmentShots[][] plans = _shots
            .Select(shots => ShotDivision.Divide(_prepared.Measurements!, _prepared.Seed, shots, _round))
            .ToArray();
        var jobs = new Job[_chunks.Count * FragmentCount];
        for (int i = 0; i < jobs.Length; i++)
        {
            int fragment = i % FragmentCount;
            int chunk = i / FragmentCount;
            ReadOnlySpan<EstimatorQuery> queries = _chunks.Of(_queries, chunk);
            jobs[i] = new FragmentJob(
                i, _prepared.Measured![fragment], _prepared.BindSlots(fragment, queries), ValuePass.Ids(queries),
                plans.Skip(_chunks.Start(chunk)).Take(queries.Length).Select(p => p[fragment]).ToArray());
        }

        return jobs;
    }

    /// <inheritdoc/>
    public override void Add(JobResult result)
    {
        _ledger.RecordWhole(result);
        int chunk = result.Job / FragmentCount;
        int fragment = result.Job % FragmentCount;
        int count = _chunks.Length(chunk);
        int length = result.Values.Length / count;
        for (int q = 0; q < count; q++)
        {
            result.Values.AsSpan(q * length, length).CopyTo(Moments[_chunks.Start(chunk) + q].AsSpan(_momentStart[fragment]));
        }
    }

    /// <inheritdoc/>
    public override void Complete() => _ledger.RequireAll();
}
