namespace CutAwareQnn.Estimation;

/// <summary>A batch in lean mode: a forward pass, or rounds of them, and a shift or adjoint pass for derivatives.</summary>
internal sealed class LeanPasses(LeanPlan prepared, EstimatorQuery[] queries, GradientRequest? gradient)
    : Passes
{
    private PassResults? _forward;
    private GradientEstimate[]? _gradients;

    public override IEnumerable<Pass> InOrder()
    {
        if (prepared.Measurements is null || prepared.Shots is not null)
        {
            var pass = new ValuePass(prepared, queries, gradient is not null);
            yield return pass;
            _forward = pass.Results;
        }
        else
        {
            var rounds = new Rounds(prepared, queries, gradient is not null);
            foreach (Pass round in rounds.InOrder())
            {
                yield return round;
            }

            _forward = rounds.Results;
        }

        if (gradient?.Method == GradientMethod.ParameterShift)
        {
            var shift = new ShiftPass(queries, _forward, gradient);
            yield return shift;
            _gradients = shift.Gradients;
        }
        else if (gradient?.Method == GradientMethod.Adjoint)
        {
            // The backward pass starts from exact tensors; sampled ones would make it neither exact nor unbiased.
            PassResults exact = _forward;
            if (prepared.Measurements is not null)
            {
                var pass = new ValuePass(prepared.Exact, queries, wantsEnvironments: true, PassPurpose.Adjoint);
                yield return pass;
                exact = pass.Results;
            }

            var adjoint = new AdjointPass(queries, exact, gradient);
            yield return adjoint;
            _gradients = adjoint.Gradients;
        }
    }

    public override IReadOnlyList<Estimate> Estimates() => Enumerable.Range(0, queries.Length)
        .Select(q => _forward!.EstimateOf(q) with { Gradient = _gradients?[q] })
        .ToArray();
}
