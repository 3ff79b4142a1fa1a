using CutAwareQnn.Circuits;
using CutAwareQnn.Cutting;
using CutAwareQnn.Reconstruction;
using CutAwareQnn.Simulation;

namespace CutAwareQnn.Estimation;

/// <summary>
/// Derivatives by parameter shift behind a forward pass: a shifted angle runs only the fragment that holds it, against the environment
/// of the others' forward tensors; an angle of a cut gate lives in the bond and runs nothing.
/// </summary>
/// <remarks>
/// Unbiased with shots, because the environment holds other fragments' shots only. Rules: Wierichs et al., arXiv:2107.12390.
/// </remarks>
public sealed class ShiftRun : QueryRun
{
    private readonly PreparedPlan _prepared;
    private readonly EstimatorQuery[] _queries;
    private readonly ForwardRun _forward;
    private readonly GradientRequest _request;
    private readonly QueryChunks _chunks;
    private readonly GradientSources _sources;
    private readonly Shift[] _shifts;
    private readonly ArrivalLedger _ledger;
    private readonly double[] _overlaps;
    private readonly double[][] _means;
    private readonly ReconstructionWorkspace _workspace;

    /// <summary>Starts a pass behind a completed forward pass.</summary>
    public ShiftRun(PreparedPlan prepared, EstimatorQuery[] queries, ForwardRun forward, GradientRequest request)
    {
        _prepared = prepared;
        _queries = queries;
        _forward = forward;
        _request = request;
        _chunks = new(queries.Length, QueryChunks.DefaultSize);
        _sources = new(prepared.Plan, request.Targets);
        _shifts = prepared.Plan.Fragments.SelectMany(f => f.Slots.SelectMany((slot, s) => _sources.Chain.Needs(_sources.Slot(f.Index, s))
            ? slot.Rule.Terms.Select(term => new Shift(f.Index, s, term))
            : [])).ToArray();
        _ledger = new(_shifts.Length * _chunks.Count);
        _overlaps = new double[_shifts.Length * queries.Length];
        _means = request.WithErrors && forward.Shots is not null ? new double[_shifts.Length * queries.Length][] : [];
        _workspace = prepared.Reconstruction.Workspace();
        Gradients = new GradientEstimate[queries.Length];
    }

    /// <inheritdoc/>
    public override RunPurpose Purpose => RunPurpose.Shift;

    /// <inheritdoc/>
    public override long QueryCount => (long)_shifts.Length * _queries.Length;

    /// <summary>The derivatives of each query, once complete.</summary>
    public GradientEstimate[] Gradients { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<SubexperimentBatch> Generate()
    {
        var batches = new SubexperimentBatch[_shifts.Length * _chunks.Count];
        for (int chunk = 0; chunk < _chunks.Count; chunk++)
        {
            ReadOnlySpan<EstimatorQuery> queries = _queries.AsSpan(_chunks.Start(chunk), _chunks.Length(chunk));
            ulong[] ids = ForwardRun.Ids(queries);
            double[][] bound = new double[_prepared.Plan.Fragments.Count][];
            for (int f = 0; f < bound.Length; f++)
            {
                bound[f] = _prepared.BindSlots(f, queries);
            }

            for (int k = 0; k < _shifts.Length; k++)
            {
                Shift shift = _shifts[k];
                int slotCount = _prepared.Plan.Fragments[shift.Fragment].Slots.Count;
                double[] angles = [.. bound[shift.Fragment]];
                for (int q = 0; q < queries.Length; q++)
                {
                    angles[(q * slotCount) + shift.Slot] += shift.Term.Shift;
                }

                int index = (k * _chunks.Count) + chunk;
                batches[index] = new FragmentBatch(
                    index, _prepared.Simulators[shift.Fragment], _prepared.Expansions[shift.Fragment], angles, ids, ShotsOf(k));
            }
        }

        return batches;
    }

    /// <inheritdoc/>
    public override void Add(SubexperimentResult result)
    {
        _ledger.Record(result.Batch);
        int k = result.Batch / _chunks.Count;
        int chunk = result.Batch % _chunks.Count;
        int fragment = _shifts[k].Fragment;
        int length = result.Values.Length / _chunks.Length(chunk);
        double[] tensors = new double[_prepared.Simulators[fragment].TensorLength];
        for (int i = 0; i < _chunks.Length(chunk); i++)
        {
            int query = _chunks.Start(chunk) + i;
            ReadOnlySpan<double> values = result.Values.AsSpan(i * length, length);
            ReadOnlySpan<double> environment = _forward.EnvironmentsOf(query)[_prepared.Reconstruction.Tensors(fragment)];
            if (_forward.Shots is null)
            {
                _overlaps[(k * _queries.Length) + query] = Dot(environment, values);
                continue;
            }

            _prepared.Reconstruction.Assemble(fragment, values, tensors);
            _overlaps[(k * _queries.Length) + query] = Dot(environment, tensors);
            if (_means.Length > 0)
            {
                _means[(k * _queries.Length) + query] = values.ToArray();
            }
        }
    }

    /// <inheritdoc/>
    public override void Complete()
    {
        _ledger.RequireAll();
        double[] bySource = new double[_sources.Count];
        for (int query = 0; query < _queries.Length; query++)
        {
            Array.Clear(bySource);
            for (int k = 0; k < _shifts.Length; k++)
            {
                Shift shift = _shifts[k];
                bySource[_sources.Slot(shift.Fragment, shift.Slot)] += shift.Term.Coefficient * _overlaps[(k * _queries.Length) + query];
            }

            BondGradients.Add(_prepared, _sources, _queries[query], _forward.TensorsOf(query), _workspace, bySource);
            Gradients[query] = _sources.Chain.Apply(_queries[query], bySource);
            if (_request.WithErrors)
            {
                Gradients[query] = WithErrors(query, Gradients[query]);
            }
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

    // Each shift's variants have ids of their own behind those of the forward pass.
    private ShotPlan? ShotsOf(int shift)
    {
        ShotPlan? forward = _forward.Shots?[_shifts[shift].Fragment];
        return forward?.StartingAt(forward.FirstSubexperiment + (((ulong)shift + 1) * (ulong)_prepared.Reconstruction.MeansLength));
    }

    private GradientEstimate WithErrors(int query, GradientEstimate gradient) => gradient with
    {
        FeatureErrors = Enumerable.Range(0, gradient.Features.Length)
            .Select(i => Error(query, new(SymbolKind.Feature, i))).ToArray(),
        WeightErrors = Enumerable.Range(0, gradient.Weights.Length)
            .Select(i => Error(query, new(SymbolKind.Weight, i))).ToArray(),
    };

    // To first order: the shifted means' variance against the environment, and the forward means' variance against the environment
    // of the network in which the fragment's tensor is replaced by its derivative.
    private double Error(int query, Symbol symbol)
    {
        if (_forward.Shots is null)
        {
            return 0;
        }

        PlanReconstruction reconstruction = _prepared.Reconstruction;
        IReadOnlyList<(int Source, double Factor)> links = _sources.Chain.Links(_queries[query], symbol);
        double[][] bonds = _prepared.Bonds(_queries[query]);
        double[] environments = new double[reconstruction.TensorLength];
        double[] total = new double[reconstruction.TensorLength];
        double variance = 0;
        foreach (Fragment fragment in _prepared.Plan.Fragments)
        {
            double[] derivative = [.. _forward.TensorsOf(query)];
            Range own = reconstruction.Tensors(fragment.Index);
            derivative.AsSpan(own).Clear();
            double[] sensitivities = new double[fragment.Observables.Count * fragment.VariantCount];
            reconstruction.Sensitivities(fragment.Index, _forward.EnvironmentsOf(query)[own], sensitivities);
            bool occurs = false;
            for (int k = 0; k < _shifts.Length; k++)
            {
                Shift shift = _shifts[k];
                double factor = shift.Fragment == fragment.Index
                    ? links.Where(l => l.Source == _sources.Slot(shift.Fragment, shift.Slot)).Sum(l => l.Factor) * shift.Term.Coefficient
                    : 0;
                if (factor == 0)
                {
                    continue;
                }

                occurs = true;
                double[] means = _means[(k * _queries.Length) + query];
                double[] tensors = new double[own.End.Value - own.Start.Value];
                reconstruction.Assemble(fragment.Index, means, tensors);
                for (int i = 0; i < tensors.Length; i++)
                {
                    derivative[own.Start.Value + i] += factor * tensors[i];
                }

                for (int v = 0; v < means.Length; v++)
                {
                    double weight = factor * sensitivities[v];
                    variance += weight * weight * SampleVariance.OfMean(means[v], _forward.Shots[fragment.Index].Shots[v]);
                }
            }

            if (occurs)
            {
                reconstruction.Environments(derivative, bonds, _workspace, environments);
                environments.AsSpan(own).Clear();
                AddTo(total, environments, 1);
            }
        }

        foreach ((int source, int cut, int angle) in _sources.Interactions())
        {
            double factor = links.Where(l => l.Source == source).Sum(l => l.Factor);
            if (factor != 0)
            {
                double[][] differentiated = _prepared.BondsDifferentiated(_queries[query], cut, angle);
                reconstruction.Environments(_forward.TensorsOf(query), differentiated, _workspace, environments);
                AddTo(total, environments, factor);
            }
        }

        return Math.Sqrt(variance + reconstruction.Variance(total, _forward.VariancesOf(query), _workspace));
    }

    private static void AddTo(double[] total, double[] environments, double factor)
    {
        for (int i = 0; i < total.Length; i++)
        {
            total[i] += factor * environments[i];
        }
    }

    private readonly record struct Shift(int Fragment, int Slot, ShiftTerm Term);
}
