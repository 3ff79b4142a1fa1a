namespace CutAwareQnn.Estimation;

/// <summary>A batch in lean mode: a forward pass, and a shift or adjoint pass for derivatives.</summary>
internal sealed class LeanBatch(PreparedPlan prepared, EstimatorSettings settings, EstimatorQuery[] queries, GradientRequest? gradient)
    : QueryBatch
{
    private ForwardRun? _forward;
    private GradientEstimate[]? _gradients;

    public override IEnumerable<QueryRun> Runs()
    {
        _forward = new(prepared, settings, queries, gradient is not null);
        yield return _forward;
        if (gradient?.Method == GradientMethod.ParameterShift)
        {
            var shift = new ShiftRun(prepared, queries, _forward, gradient);
            yield return shift;
            _gradients = shift.Gradients;
        }
        else if (gradient?.Method == GradientMethod.Adjoint)
        {
            // The backward pass starts from exact tensors; sampled ones would make it neither exact nor unbiased.
            ForwardRun exact = _forward;
            if (!settings.Shots.IsExact)
            {
                exact = new(prepared, settings with { Shots = ShotBudget.Exact }, queries, wantsEnvironments: true);
                yield return exact;
            }

            var adjoint = new AdjointRun(prepared, queries, exact, gradient);
            yield return adjoint;
            _gradients = adjoint.Gradients;
        }
    }

    public override IReadOnlyList<Estimate> Estimates() => Enumerable.Range(0, queries.Length)
        .Select(q => new Estimate(_forward!.Values[q], _forward.StandardErrors[q], _gradients?[q]))
        .ToArray();
}
