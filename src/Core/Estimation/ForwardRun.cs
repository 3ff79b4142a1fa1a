using CutAwareQnn.Reconstruction;
using CutAwareQnn.Simulation;

namespace CutAwareQnn.Estimation;

/// <summary>
/// The values of a batch of queries in lean mode: one batch of subexperiments a fragment and chunk of queries, and a contraction as
/// soon as a query's fragments are all there. Keeps tensors and environments for the passes behind it.
/// </summary>
public sealed class ForwardRun : QueryRun
{
    private readonly PreparedPlan _prepared;
    private readonly EstimatorQuery[] _queries;
    private readonly QueryChunks _chunks;
    private readonly bool _wantsEnvironments;
    private readonly ReconstructionWorkspace _workspace;
    private readonly ArrivalLedger _ledger;
    private readonly int[] _awaited;
    private readonly double[] _variances;

    /// <summary>Starts a pass.</summary>
    /// <param name="wantsEnvironments">Whether a gradient pass follows.</param>
    public ForwardRun(PreparedPlan prepared, EstimatorSettings settings, EstimatorQuery[] queries, bool wantsEnvironments)
    {
        QueryChecks.Check(prepared.Plan.Circuit, queries);
        _prepared = prepared;
        _queries = queries;
        _chunks = new(queries.Length, QueryChunks.DefaultSize);
        _wantsEnvironments = wantsEnvironments || !settings.Shots.IsExact;
        _workspace = prepared.Reconstruction.Workspace();
        _ledger = new(_chunks.Count * prepared.Plan.Fragments.Count);
        _awaited = Enumerable.Repeat(prepared.Plan.Fragments.Count, _chunks.Count).ToArray();
        Shots = FragmentShots.Allocate(prepared, settings);
        Tensors = new double[queries.Length * prepared.Reconstruction.TensorLength];
        Environments = _wantsEnvironments ? new double[Tensors.Length] : [];
        _variances = Shots is null ? [] : new double[queries.Length * prepared.Reconstruction.MeansLength];
        Values = new double[queries.Length];
        StandardErrors = new double[queries.Length];
    }

    /// <inheritdoc/>
    public override RunPurpose Purpose => RunPurpose.Forward;

    /// <inheritdoc/>
    public override long QueryCount => _queries.Length;

    /// <summary>The value of each query.</summary>
    public double[] Values { get; }

    /// <summary>The standard error of each value; 0 in exact mode.</summary>
    public double[] StandardErrors { get; }

    internal ShotPlan[]? Shots { get; }

    internal double[] Tensors { get; }

    internal double[] Environments { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<SubexperimentBatch> Generate()
    {
        int fragmentCount = _prepared.Plan.Fragments.Count;
        var batches = new SubexperimentBatch[_chunks.Count * fragmentCount];
        for (int i = 0; i < batches.Length; i++)
        {
            int chunk = i / fragmentCount;
            int fragment = i % fragmentCount;
            ReadOnlySpan<EstimatorQuery> queries = _queries.AsSpan(_chunks.Start(chunk), _chunks.Length(chunk));
            batches[i] = new FragmentBatch(
                i, _prepared.Simulators[fragment], _prepared.Expansions[fragment], _prepared.BindSlots(fragment, queries),
                Ids(queries), Shots?[fragment]);
        }

        return batches;
    }

    /// <inheritdoc/>
    public override void Add(SubexperimentResult result)
    {
        _ledger.Record(result.Batch);
        int fragmentCount = _prepared.Plan.Fragments.Count;
        int chunk = result.Batch / fragmentCount;
        int fragment = result.Batch % fragmentCount;
        int first = _chunks.Start(chunk);
        int length = result.Values.Length / _chunks.Length(chunk);
        for (int q = 0; q < _chunks.Length(chunk); q++)
        {
            Place(fragment, first + q, result.Values.AsSpan(q * length, length));
        }

        if (--_awaited[chunk] == 0)
        {
            for (int q = 0; q < _chunks.Length(chunk); q++)
            {
                Reconstruct(first + q);
            }
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

    internal ReadOnlySpan<double> TensorsOf(int query) => Slice(Tensors, query, _prepared.Reconstruction.TensorLength);

    internal ReadOnlySpan<double> EnvironmentsOf(int query) => Slice(Environments, query, _prepared.Reconstruction.TensorLength);

    internal ReadOnlySpan<double> VariancesOf(int query) => Slice(_variances, query, _prepared.Reconstruction.MeansLength);

    private static Span<double> Slice(double[] numbers, int query, int length) => numbers.AsSpan(query * length, length);

    private void Place(int fragment, int query, ReadOnlySpan<double> values)
    {
        Span<double> tensors = Slice(Tensors, query, _prepared.Reconstruction.TensorLength)[_prepared.Reconstruction.Tensors(fragment)];
        if (Shots is null)
        {
            values.CopyTo(tensors);
            return;
        }

        _prepared.Reconstruction.Assemble(fragment, values, tensors);
        Span<double> variances = Slice(_variances, query, _prepared.Reconstruction.MeansLength)[_prepared.Reconstruction.Means(fragment)];
        for (int v = 0; v < values.Length; v++)
        {
            variances[v] = SampleVariance.OfMean(values[v], Shots[fragment].Shots[v]);
        }
    }

    private void Reconstruct(int query)
    {
        double[][] bonds = _prepared.Bonds(_queries[query]);
        if (!_wantsEnvironments)
        {
            Values[query] = _prepared.Reconstruction.Value(TensorsOf(query), bonds, _workspace);
            return;
        }

        Span<double> environments = Slice(Environments, query, _prepared.Reconstruction.TensorLength);
        Values[query] = _prepared.Reconstruction.Environments(TensorsOf(query), bonds, _workspace, environments);
        StandardErrors[query] = Shots is null
            ? 0
            : Math.Sqrt(_prepared.Reconstruction.Variance(environments, VariancesOf(query), _workspace));
    }
}
