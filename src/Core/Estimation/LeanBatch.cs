namespace CutAwareQnn.Estimation;

/// <summary>A batch in lean mode: a forward pass, and a shift or adjoint pass for derivatives.</summary>
internal sealed class LeanBatch(PreparedPlan prepared, EstimatorQuery[] queries, GradientRequest? gradient)
    : QueryBatch
{
    private ForwardRun? _forward;
    private GradientEstimate[]? _gradients;

    public override IEnumerable<QueryRun> Runs()
    {
        _forward = new(prepared, queries, gradient is not null);
        yield return _forward;
        if (gradient?.Method == GradientMethod.ParameterShift)
        {
            var shift = new ShiftRun(queries, _forward, gradient);
            yield return shift;
            _gradients = shift.Gradients;
        }
        else if (gradient?.Method == GradientMethod.Adjoint)
        {
            // The backward pass starts from exact tensors; sampled ones would make it neither exact nor unbiased.
            ForwardRun exact = _forward;
            if (prepared.Shots is not null)
            {
                exact = new(prepared.Exact, queries, wantsEnvironments: true);
                yield return exact;
            }

            var adjoint = new AdjointRun(queries, exact, gradient);
            yield return adjoint;
            _gradients = adjoint.Gradients;
        }
    }

    public override IReadOnlyList<Estimate> Estimates() => Enumerable.Range(0, queries.Length)
        .Select(q => _forward!.EstimateOf(q) with { Gradient = _gradients?[q] })
        .ToArray();
}
