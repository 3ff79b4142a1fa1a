using CutAwareQnn.Circuits;

namespace CutAwareQnn.Estimation;

/// <summary>A batch whose joint terms are drawn: one pass.</summary>
internal sealed class SampledBatch(SampledPlan plan, EstimatorQuery[] queries, GradientRequest? gradient) : QueryBatch
{
    private SampledRun? _run;

    public override IEnumerable<QueryRun> Runs()
    {
        if (gradient is not null)
        {
            throw new CutException("drawn joint terms give no derivatives; take another allocation for a gradient");
        }

        _run = new(plan, queries);
        yield return _run;
    }

    public override IReadOnlyList<Estimate> Estimates() => Enumerable.Range(0, queries.Length).Select(_run!.EstimateOf).ToArray();
}
