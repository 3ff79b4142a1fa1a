using CutAwareQnn.Simulation;

namespace CutAwareQnn.Estimation;

/// <summary>
/// Exact derivatives after an exact forward pass: the contraction's environments, then one backward pass through each fragment.
/// </summary>
/// <remarks>Jones and Gacon, arXiv:2009.02823, carried through the contraction.</remarks>
public sealed class AdjointPass : Pass
{
    private readonly LeanPlan _prepared;
    private readonly EstimatorQuery[] _queries;
    private readonly PassResults _forward;
    private readonly QueryChunks _chunks;
    private readonly GradientSources _sources;
    private readonly ArrivalLedger _ledger;
    private readonly double[] _bySource;
    private readonly bool _withErrors;

    /// <summary>Starts a pass after a completed, exact forward pass.</summary>
    public AdjointPass(EstimatorQuery[] queries, PassResults forward, GradientRequest request)
    {
        LeanPlan prepared = forward.Prepared;
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
    public override PassPurpose Purpose => PassPurpose.Adjoint;

    /// <inheritdoc/>
    public override long QueryCount => _queries.Length;

    /// <summary>The derivatives of each query, once complete.</summary>
    public GradientEstimate[] Gradients { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<Job> Generate()
    {
        int fragmentCount = _prepared.Plan.Fragments.Count;
        var jobs = new Job[_chunks.Count * fragmentCount];
        for (int i = 0; i < jobs.Length; i++)
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

            jobs[i] = new BackwardJob(
                i, _prepared.Simulators[fragment],
                _prepared.BindSlots(fragment, _chunks.Of(_queries, chunk)), environments, count);
        }

        return jobs;
    }

    /// <inheritdoc/>
    public override void Add(JobResult result)
    {
        _ledger.RecordWhole(result);
        int fragmentCount = _prepared.Plan.Fragments.Count;
        int chunk = result.Job / fragmentCount;
        int fragment = result.Job % fragmentCount;
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
