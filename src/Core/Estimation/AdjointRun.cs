using CutAwareQnn.Simulation;

namespace CutAwareQnn.Estimation;

/// <summary>
/// Exact derivatives behind an exact forward pass: the contraction's environments, then one backward pass through each fragment.
/// </summary>
/// <remarks>Jones and Gacon, arXiv:2009.02823, carried through the contraction.</remarks>
public sealed class AdjointRun : QueryRun
{
    private readonly PreparedPlan _prepared;
    private readonly EstimatorQuery[] _queries;
    private readonly ForwardResults _forward;
    private readonly QueryChunks _chunks;
    private readonly GradientSources _sources;
    private readonly ArrivalLedger _ledger;
    private readonly double[] _bySource;
    private readonly bool _withErrors;

    /// <summary>Starts a pass behind a completed, exact forward pass.</summary>
    public AdjointRun(EstimatorQuery[] queries, ForwardResults forward, GradientRequest request)
    {
        PreparedPlan prepared = forward.Prepared;
        _prepared = prepared;
        _queries = queries;
        _forward = forward;
        _chunks = new(queries.Length, QueryChunks.DefaultSize);
        _sources = prepared.Sources(request.Targets);
        int fragmentCount = prepared.Plan.Fragments.Count;
        _ledger = new(Enumerable.Range(0, _chunks.Count * fragmentCount)
            .Select(i => _chunks.Length(i / fragmentCount) * prepared.Plan.Fragments[i % fragmentCount].Slots.Count).ToArray());
        _bySource = new double[queries.Length * _sources.Count];
        _withErrors = request.WithErrors;
        Gradients = new GradientEstimate[queries.Length];
    }

    /// <inheritdoc/>
    public override RunPurpose Purpose => RunPurpose.Adjoint;

    /// <inheritdoc/>
    public override long QueryCount => _queries.Length;

    /// <summary>The derivatives of each query, once complete.</summary>
    public GradientEstimate[] Gradients { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<SubexperimentBatch> Generate()
    {
        int fragmentCount = _prepared.Plan.Fragments.Count;
        var batches = new SubexperimentBatch[_chunks.Count * fragmentCount];
        for (int i = 0; i < batches.Length; i++)
        {
            int chunk = i / fragmentCount;
            int fragment = i % fragmentCount;
            int count = _chunks.Length(chunk);
            Range own = _forward.Reconstructor.Environment(fragment);
            int length = _prepared.Simulators[fragment].TensorLength;
            double[] environments = new double[count * length];
            for (int q = 0; q < count; q++)
            {
                _forward.OutputsOf(_chunks.Start(chunk) + q)[own].CopyTo(environments.AsSpan(q * length));
            }

            batches[i] = new BackwardBatch(
                i, _prepared.Simulators[fragment],
                _prepared.BindSlots(fragment, _chunks.Of(_queries, chunk)), environments, count);
        }

        return batches;
    }

    /// <inheritdoc/>
    public override void Add(SubexperimentResult result)
    {
        _ledger.RecordWhole(result);
        int fragmentCount = _prepared.Plan.Fragments.Count;
        int chunk = result.Batch / fragmentCount;
        int fragment = result.Batch % fragmentCount;
        int slotCount = _prepared.Plan.Fragments[fragment].Slots.Count;
        for (int q = 0; q < _chunks.Length(chunk); q++)
        {
            result.Values.AsSpan(q * slotCount, slotCount).CopyTo(
                _bySource.AsSpan(((_chunks.Start(chunk) + q) * _sources.Count) + _sources.FirstSlot(fragment)));
        }
    }

    /// <inheritdoc/>
    public override void Complete()
    {
        _ledger.RequireAll();
        for (int query = 0; query < _queries.Length; query++)
        {
            Span<double> bySource = _bySource.AsSpan(query * _sources.Count, _sources.Count);
            BondGradients.Add(_prepared, _forward.Reconstructor, _sources, _queries[query], _forward.OutputsOf(query), bySource);
            GradientEstimate gradient = _sources.Chain.Apply(_queries[query], bySource);
            Gradients[query] = _withErrors ? gradient.WithoutNoise() : gradient;
        }
    }
}
