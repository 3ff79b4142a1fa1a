using CutAwareQnn.Reconstruction;
using CutAwareQnn.Simulation;

namespace CutAwareQnn.Estimation;

/// <summary>
/// Derivatives by parameter shift after a forward pass: a shifted angle runs only the fragment that holds it, against the environment
/// of the others' forward results; an angle of a cut gate lives in the bond and runs nothing.
/// </summary>
/// <remarks>
/// Unbiased with shots, because the environment holds other fragments' shots only. Rules: Wierichs et al., arXiv:2107.12390.
/// </remarks>
public sealed class ShiftPass : Pass
{
    private readonly EstimatorQuery[] _queries;
    private readonly PassResults _forward;
    private readonly LeanPlan _prepared;
    private readonly Reconstructor _reconstructor;
    private readonly QueryChunks _chunks;
    private readonly GradientSources _sources;
    private readonly ShiftedSlot[] _shifts;
    private readonly ArrivalLedger _ledger;
    private readonly double[] _overlaps;
    private readonly double[][]? _results;

    /// <summary>Starts a pass after a completed forward pass that kept its environments.</summary>
    public ShiftPass(EstimatorQuery[] queries, PassResults forward, GradientRequest request)
    {
        _queries = queries;
        _forward = forward;
        _prepared = forward.Prepared;
        _reconstructor = forward.Reconstructor;
        _chunks = new(queries.Length, QueryChunks.DefaultSize);
        _sources = _prepared.Sources(request.Targets);
        _shifts = _sources.Shifts;
        _ledger = new(_shifts.SelectMany(shift => Enumerable.Range(0, _chunks.Count).Select(
            chunk => _chunks.Length(chunk) * _prepared.ResultLength(shift.Fragment))).ToArray());
        _overlaps = new double[_shifts.Length * queries.Length];
        _results = request.WithErrors ? new double[_shifts.Length * queries.Length][] : null;
        Gradients = new GradientEstimate[queries.Length];
    }

    /// <inheritdoc/>
    public override PassPurpose Purpose => PassPurpose.Shift;

    /// <inheritdoc/>
    public override long QueryCount => (long)_shifts.Length * _queries.Length;

    /// <summary>The derivatives of each query, once complete.</summary>
    public GradientEstimate[] Gradients { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<Job> Generate()
    {
        var jobs = new Job[_shifts.Length * _chunks.Count];
        for (int chunk = 0; chunk < _chunks.Count; chunk++)
        {
            ReadOnlySpan<EstimatorQuery> queries = _chunks.Of(_queries, chunk);
            ulong[] ids = ValuePass.Ids(queries);
            double[][] bound = new double[_prepared.Plan.Fragments.Count][];
            for (int f = 0; f < bound.Length; f++)
            {
                bound[f] = _prepared.BindSlots(f, queries);
            }

            for (int k = 0; k < _shifts.Length; k++)
            {
                ShiftedSlot shift = _shifts[k];
                int slotCount = _prepared.Plan.Fragments[shift.Fragment].Slots.Count;
                double[] angles = [.. bound[shift.Fragment]];
                for (int q = 0; q < queries.Length; q++)
                {
                    angles[(q * slotCount) + shift.Slot] += shift.Term.Shift;
                }

                int index = (k * _chunks.Count) + chunk;
                FragmentSimulator simulator = (_prepared.Measured ?? _prepared.Simulators)[shift.Fragment];
                jobs[index] = _prepared.Measurements is null || _prepared.Shots is not null
                    ? new FragmentJob(index, simulator, angles, ids, ShotsOf(k, 0))
                    : new FragmentJob(
                        index, simulator, angles, ids, ShotsOfEach(k, _chunks.Start(chunk), queries.Length));
            }
        }

        return jobs;
    }

    /// <inheritdoc/>
    public override void Add(JobResult result)
    {
        _ledger.RecordWhole(result);
        int k = result.Job / _chunks.Count;
        int chunk = result.Job % _chunks.Count;
        int fragment = _shifts[k].Fragment;
        Range environment = _reconstructor.Environment(fragment);
        int length = result.Values.Length / _chunks.Length(chunk);
        double[] scratch = _prepared.Measurements?[fragment] is { IsPlain: false } measurements
            ? new double[measurements.ReadingCount]
            : [];
        for (int i = 0; i < _chunks.Length(chunk); i++)
        {
            int query = _chunks.Start(chunk) + i;
            int place = (k * _queries.Length) + query;
            ReadOnlySpan<double> values = result.Values.AsSpan(i * length, length);
            _overlaps[place] = Dot(_forward.OutputsOf(query)[environment], _prepared.MeansOf(fragment, values, scratch));
            if (_results is not null)
            {
                _results[place] = values.ToArray();
            }
        }
    }

    /// <inheritdoc/>
    public override void Complete()
    {
        _ledger.RequireAll();
        ShiftErrors? errors = _results is null ? null : new(_forward, _sources, _shifts);
        double[] bySource = new double[_sources.Count];
        for (int query = 0; query < _queries.Length; query++)
        {
            Array.Clear(bySource);
            for (int k = 0; k < _shifts.Length; k++)
            {
                bySource[_shifts[k].Source] += _shifts[k].Term.Coefficient * _overlaps[(k * _queries.Length) + query];
            }

            BondGradients.Add(_prepared, _reconstructor, _sources, _queries[query], _forward.OutputsOf(query), bySource);
            GradientEstimate gradient = _sources.Chain.Apply(_queries[query], bySource);
            int q = query;
            Gradients[query] = errors?.AddTo(
                gradient, _queries[q], q, k => _results![(k * _queries.Length) + q]) ?? gradient;
        }
    }

    private static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        double sum = 0;
        for (int i = 0; i < a.Length; i++)
        {
            sum = Math.FusedMultiplyAdd(a[i], b[i], sum);
        }

        return sum;
    }

    // Each shift's circuits have ids of their own after those of the forward pass.
    private FragmentShots? ShotsOf(int shift, int query)
    {
        FragmentShots? forward = _forward.ShotsOf(query, _shifts[shift].Fragment);
        return forward?.StartingAt(forward.FirstSubexperiment + (((ulong)shift + 1) * (ulong)_reconstructor.InputLength));
    }

    private FragmentShots[] ShotsOfEach(int shift, int first, int count)
    {
        var shots = new FragmentShots[count];
        for (int q = 0; q < count; q++)
        {
            shots[q] = ShotsOf(shift, first + q)!;
        }

        return shots;
    }
}
