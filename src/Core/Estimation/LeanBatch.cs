namespace CutAwareQnn.Estimation;

/// <summary>A batch in lean mode: a forward pass, or rounds of them, and a shift or adjoint pass for derivatives.</summary>
internal sealed class LeanBatch(PreparedPlan prepared, EstimatorQuery[] queries, GradientRequest? gradient)
    : QueryBatch
{
    private ForwardResults? _forward;
    private GradientEstimate[]? _gradients;

    public override IEnumerable<QueryRun> Runs()
    {
        if (prepared.Settings is null || prepared.Shots is not null)
        {
            var run = new ForwardRun(prepared, queries, gradient is not null);
            yield return run;
            _forward = run.Results;
        }
        else
        {
            var rounds = new AllocatedForward(prepared, queries, gradient is not null);
            foreach (QueryRun round in rounds.Runs())
            {
                yield return round;
            }

            _forward = rounds.Results;
        }

        if (gradient?.Method == GradientMethod.ParameterShift)
        {
            var shift = new ShiftRun(queries, _forward, gradient);
            yield return shift;
            _gradients = shift.Gradients;
        }
        else if (gradient?.Method == GradientMethod.Adjoint)
        {
            // The backward pass starts from exact tensors; sampled ones would make it neither exact nor unbiased.
            ForwardResults exact = _forward;
            if (prepared.Settings is not null)
            {
                var run = new ForwardRun(prepared.Exact, queries, wantsEnvironments: true);
                yield return run;
                exact = run.Results;
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
