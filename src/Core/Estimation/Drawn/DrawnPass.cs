using CutAwareQnn.Simulation;

namespace CutAwareQnn.Estimation;

/// <summary>
/// Values by drawing joint terms: every shot of the whole is worth γ·Σ|w| times a sign, so N·Var = (γ Σ|w|)² - E². No tensor is held and
/// nothing is contracted, whatever the number of cuts; with few, all other allocations need fewer shots.
/// </summary>
/// <remarks>FORMULAS section 6, first row of the table.</remarks>
internal sealed class DrawnPass : Pass
{
    private const int TermsPerJob = 256;

    private readonly DrawnPlan _plan;
    private readonly EstimatorQuery[] _queries;
    private readonly double[] _sums;
    private readonly double[] _scales;
    private readonly List<int> _queryOfJob = [];
    private ArrivalLedger? _ledger;

    /// <summary>Starts a pass.</summary>
    public DrawnPass(DrawnPlan plan, EstimatorQuery[] queries)
    {
        QueryChecks.Check(plan.Plan.Circuit, queries);
        _plan = plan;
        _queries = queries;
        _sums = new double[queries.Length];
        _scales = new double[queries.Length];
    }

    /// <inheritdoc/>
    public override PassPurpose Purpose => PassPurpose.Forward;

    /// <inheritdoc/>
    public override long QueryCount => _queries.Length;

    /// <inheritdoc/>
    public override IReadOnlyList<Job> Generate()
    {
        var jobs = new List<Job>();
        for (int q = 0; q < _queries.Length; q++)
        {
            EstimatorQuery query = _queries[q];
            var draw = TermDraw.Of(_plan, query, BondMatrices.Of(_plan.Plan, query));
            _scales[q] = draw.Scale;
            double[][] angles = _plan.BindSlots(query);
            DrawnTerm[] drawn = [.. draw.Drawn];
            for (int first = 0; first < drawn.Length; first += TermsPerJob)
            {
                var key = new DrawKey(_plan.Seed, query.Id, 1 + (ulong)first);
                jobs.Add(_plan.JobOf(jobs.Count, key, angles, new(drawn, first, Math.Min(TermsPerJob, drawn.Length - first))));
                _queryOfJob.Add(q);
            }
        }

        _ledger = new(Enumerable.Repeat(1, jobs.Count).ToArray());
        return jobs;
    }

    /// <inheritdoc/>
    public override void Add(JobResult result)
    {
        _ledger!.RecordWhole(result);
        _sums[_queryOfJob[result.Job]] += result.Values[0];
    }

    /// <inheritdoc/>
    public override void Complete() => _ledger!.RequireAll();

    /// <summary>Returns the value of a query, once complete.</summary>
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
