using CutAwareQnn.Circuits;

namespace CutAwareQnn.Estimation;

/// <summary>A batch whose joint terms are drawn: one pass.</summary>
internal sealed class DrawnPasses(DrawnPlan plan, EstimatorQuery[] queries, GradientRequest? gradient) : Passes
{
    private DrawnPass? _pass;

    public override IEnumerable<Pass> InOrder()
    {
        if (gradient is not null)
        {
            throw new CutException("drawn joint terms give no derivatives; take another allocation for a gradient");
        }

        _pass = new(plan, queries);
        yield return _pass;
    }

    public override IReadOnlyList<Estimate> Estimates() => Enumerable.Range(0, queries.Length).Select(_pass!.EstimateOf).ToArray();
}
