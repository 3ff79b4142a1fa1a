using CutAwareQnn.Simulation;

namespace CutAwareQnn.Estimation;

/// <summary>
/// Values by drawing joint terms: every shot of the whole is worth γ·Σ|w| times a sign, so N·Var = (γ Σ|w|)² - E². No tensor is held and
/// nothing is contracted, whatever the number of cuts; with few, all other allocations need fewer shots.
/// </summary>
/// <remarks>FORMULAS section 6, first row of the table.</remarks>
internal sealed class SampledRun : QueryRun
{
    private const int TermsPerBatch = 256;

    private readonly SampledPlan _plan;
    private readonly EstimatorQuery[] _queries;
    private readonly double[] _sums;
    private readonly double[] _scales;
    private readonly List<int> _queryOfBatch = [];
    private ArrivalLedger? _ledger;

    /// <summary>Starts a pass.</summary>
    public SampledRun(SampledPlan plan, EstimatorQuery[] queries)
    {
        QueryChecks.Check(plan.Plan.Circuit, queries);
        _plan = plan;
        _queries = queries;
        _sums = new double[queries.Length];
        _scales = new double[queries.Length];
    }

    /// <inheritdoc/>
    public override RunPurpose Purpose => RunPurpose.Forward;

    /// <inheritdoc/>
    public override long QueryCount => _queries.Length;

    /// <inheritdoc/>
    public override IReadOnlyList<SubexperimentBatch> Generate()
    {
        var batches = new List<SubexperimentBatch>();
        for (int q = 0; q < _queries.Length; q++)
        {
            EstimatorQuery query = _queries[q];
            var draw = JointDraw.Of(_plan, query, BondMatrices.Of(_plan.Plan, query));
            _scales[q] = draw.Scale;
            double[][] angles = _plan.BindSlots(query);
            DrawnTerm[] drawn = [.. draw.Drawn];
            for (int first = 0; first < drawn.Length; first += TermsPerBatch)
            {
                batches.Add(new JointBatch(
                    batches.Count, _plan, query.Id, angles, new(drawn, first, Math.Min(TermsPerBatch, drawn.Length - first)), 1 + (ulong)first));
                _queryOfBatch.Add(q);
            }
        }

        _ledger = new(Enumerable.Repeat(1, batches.Count).ToArray());
        return batches;
    }

    /// <inheritdoc/>
    public override void Add(SubexperimentResult result)
    {
        _ledger!.RecordWhole(result);
        _sums[_queryOfBatch[result.Batch]] += result.Values[0];
    }

    /// <inheritdoc/>
    public override void Complete() => _ledger!.RequireAll();

    /// <summary>The value of a query, once complete.</summary>
    public Estimate EstimateOf(int query)
    {
        if (_plan.Strings.Count == 0)
        {
            return new(_plan.Constant, 0);
        }

        double mean = _sums[query] / _plan.ShotCount;
        return new(
            _plan.Constant + (_scales[query] * mean),
            _scales[query] * Math.Sqrt(SampleVariance.OfMean(mean, _plan.ShotCount)));
    }
}
