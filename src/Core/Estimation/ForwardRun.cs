using CutAwareQnn.Reconstruction;
using CutAwareQnn.Simulation;

namespace CutAwareQnn.Estimation;

/// <summary>
/// The values of a batch of queries in lean mode: one batch of subexperiments a fragment and chunk of queries, and a contraction as
/// soon as a chunk's fragments are all there. Keeps results and environments for the passes behind it.
/// </summary>
public sealed class ForwardRun : QueryRun
{
    private readonly EstimatorQuery[] _queries;
    private readonly QueryChunks _chunks;
    private readonly ArrivalLedger _ledger;
    private readonly int[] _awaited;
    private readonly double[] _inputs;
    private readonly double[] _outputs;
    private readonly SortedDictionary<int, double> _incomplete = [];

    /// <summary>Starts a pass.</summary>
    /// <param name="prepared">The plan.</param>
    /// <param name="queries">The queries.</param>
    /// <param name="wantsEnvironments">Whether a gradient pass follows.</param>
    public ForwardRun(PreparedPlan prepared, EstimatorQuery[] queries, bool wantsEnvironments)
    {
        QueryChecks.Check(prepared.Plan.Circuit, queries);
        Prepared = prepared;
        Reconstructor = prepared.ReconstructorFor(wantsEnvironments);
        _queries = queries;
        _chunks = new(queries.Length, QueryChunks.DefaultSize);
        _ledger = new(Enumerable.Range(0, _chunks.Count * FragmentCount)
            .Select(i => _chunks.Length(i / FragmentCount) * prepared.ResultLength(i % FragmentCount)).ToArray());
        _awaited = Enumerable.Repeat(FragmentCount, _chunks.Count).ToArray();
        _inputs = new double[queries.Length * Reconstructor.InputLength];
        _outputs = new double[queries.Length * Reconstructor.OutputLength];
    }

    /// <inheritdoc/>
    public override RunPurpose Purpose => RunPurpose.Forward;

    /// <inheritdoc/>
    public override long QueryCount => _queries.Length;

    internal PreparedPlan Prepared { get; }

    internal Reconstructor Reconstructor { get; }

    private int FragmentCount => Prepared.Plan.Fragments.Count;

    /// <inheritdoc/>
    public override IReadOnlyList<SubexperimentBatch> Generate()
    {
        var batches = new SubexperimentBatch[_chunks.Count * FragmentCount];
        for (int i = 0; i < batches.Length; i++)
        {
            int fragment = i % FragmentCount;
            ReadOnlySpan<EstimatorQuery> queries = _chunks.Of(_queries, i / FragmentCount);
            batches[i] = new FragmentBatch(
                i, Prepared.Simulators[fragment], Prepared.Expansions[fragment], Prepared.BindSlots(fragment, queries),
                Ids(queries), Prepared.Shots?[fragment]);
        }

        return batches;
    }

    /// <inheritdoc/>
    public override void Add(SubexperimentResult result)
    {
        _ledger.Record(result);
        if (result.Completeness < 1)
        {
            _incomplete[result.Batch] = result.Completeness;
        }

        int chunk = result.Batch / FragmentCount;
        Range own = Reconstructor.Inputs(result.Batch % FragmentCount);
        int first = _chunks.Start(chunk);
        int count = _chunks.Length(chunk);
        int length = result.Values.Length / count;
        for (int q = 0; q < count; q++)
        {
            result.Values.AsSpan(q * length, length).CopyTo(InputsOf(first + q, 1)[own]);
        }

        if (--_awaited[chunk] == 0)
        {
            Reconstructor.Evaluate(
                InputsOf(first, count), Prepared.BindBonds(_chunks.Of(_queries, chunk)), count, OutputsOf(first, count));
            WidenIncomplete(chunk);
        }
    }

    /// <inheritdoc/>
    public override void Complete() => _ledger.RequireAll();

    /// <summary>The value and standard error of a query, once complete; the error is 0 in exact mode.</summary>
    public Estimate EstimateOf(int query)
    {
        ReadOnlySpan<double> outputs = OutputsOf(query);
        return new(outputs[Reconstructor.ValueOutput], Math.Sqrt(outputs[Reconstructor.VarianceOutput]));
    }

    internal static ulong[] Ids(ReadOnlySpan<EstimatorQuery> queries)
    {
        ulong[] ids = new ulong[queries.Length];
        for (int q = 0; q < ids.Length; q++)
        {
            ids[q] = queries[q].Id;
        }

        return ids;
    }

    internal ReadOnlySpan<double> InputsOf(int query) => InputsOf(query, 1);

    internal ReadOnlySpan<double> OutputsOf(int query) => OutputsOf(query, 1);

    private void WidenIncomplete(int chunk)
    {
        double[] completeness = _incomplete.Count == 0
            ? []
            : [.. Enumerable.Range(0, FragmentCount).Select(f => _incomplete.GetValueOrDefault((chunk * FragmentCount) + f, 1))];
        if (completeness.Any(c => c < 1))
        {
            for (int query = _chunks.Start(chunk); query < _chunks.Start(chunk) + _chunks.Length(chunk); query++)
            {
                IncompleteVariance.Apply(Prepared, _queries[query], completeness, InputsOf(query), OutputsOf(query, 1));
            }
        }
    }

    private Span<double> OutputsOf(int query, int count) =>
        _outputs.AsSpan(query * Reconstructor.OutputLength, count * Reconstructor.OutputLength);

    private Span<double> InputsOf(int query, int count) =>
        _inputs.AsSpan(query * Reconstructor.InputLength, count * Reconstructor.InputLength);
}
