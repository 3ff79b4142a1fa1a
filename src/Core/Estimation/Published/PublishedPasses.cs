using CutAwareQnn.Circuits;
using CutAwareQnn.Cutting;

namespace CutAwareQnn.Estimation;

/// <summary>A batch in published mode: every query a pass of its own, and every shifted query another.</summary>
internal sealed class PublishedPasses(
    PublishedPlan published, Circuit circuit, EstimatorSettings settings, EstimatorQuery[] queries, GradientRequest? gradient)
    : Passes
{
    private readonly Estimate[] _estimates = new Estimate[queries.Length];

    public override IEnumerable<Pass> InOrder()
    {
        QueryChecks.Check(circuit, queries);
        if (gradient?.Method == GradientMethod.Adjoint)
        {
            throw new CutException("published mode has no adjoint gradient; use parameter-shift, or lean mode");
        }

        double[][] angles = queries.Select(Bind).ToArray();
        for (int q = 0; q < queries.Length; q++)
        {
            var pass = new PublishedPass(published, settings, PassPurpose.Forward, queries[q].Id, 0, angles[q]);
            yield return pass;
            _estimates[q] = new(pass.Value, pass.StandardError);
        }

        if (gradient is null)
        {
            yield break;
        }

        IReadOnlyList<Slot> slots = published.Occurrences.Slots;
        var chain = new ParameterChain(circuit, slots.Select(s => s.Angle).ToArray(), gradient.Targets);
        for (int q = 0; q < queries.Length; q++)
        {
            double[] bySlot = new double[slots.Count];
            double[] variances = new double[slots.Count];
            int evaluation = 0;
            for (int slot = 0; slot < slots.Count; slot++)
            {
                foreach (ShiftTerm term in chain.Needs(slot) ? slots[slot].Rule.Terms : [])
                {
                    double[] shifted = [.. angles[q]];
                    shifted[slot] += term.Shift;
                    var pass = new PublishedPass(published, settings, PassPurpose.Shift, queries[q].Id, ++evaluation, shifted);
                    yield return pass;
                    bySlot[slot] += term.Coefficient * pass.Value;
                    variances[slot] += term.Coefficient * term.Coefficient * pass.StandardError * pass.StandardError;
                }
            }

            GradientEstimate derivatives = chain.Apply(queries[q], bySlot);
            _estimates[q] = _estimates[q] with
            {
                Gradient = gradient.WithErrors ? WithErrors(chain, queries[q], derivatives, variances) : derivatives,
            };
        }
    }

    public override IReadOnlyList<Estimate> Estimates() => _estimates;

    private double[] Bind(EstimatorQuery query) => published.Occurrences.Slots
        .Select(s => s.Angle.Evaluate(y => y.Kind == SymbolKind.Feature ? query.Features[y.Index] : query.Weights[y.Index]))
        .ToArray();

    // Every evaluation has shots of its own, so variances add.
    private static GradientEstimate WithErrors(ParameterChain chain, EstimatorQuery query, GradientEstimate gradient, double[] variances)
    {
        double Error(SymbolKind kind, int i) =>
            Math.Sqrt(chain.Links(query, new(kind, i)).Sum(l => l.Factor * l.Factor * variances[l.Source]));

        return gradient with
        {
            FeatureErrors = gradient.Features.Select((_, i) => Error(SymbolKind.Feature, i)).ToArray(),
            WeightErrors = gradient.Weights.Select((_, i) => Error(SymbolKind.Weight, i)).ToArray(),
        };
    }
}
