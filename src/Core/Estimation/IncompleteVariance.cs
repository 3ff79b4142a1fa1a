using CutAwareQnn.Reconstruction;

namespace CutAwareQnn.Estimation;

/// <summary>The variance of a value whose fragments are known from a part of their shots only.</summary>
internal static class IncompleteVariance
{
    /// <summary>Replaces a query's value and variance by what the shots that arrived can say.</summary>
    /// <param name="prepared">The plan.</param>
    /// <param name="query">The query.</param>
    /// <param name="completeness">For each fragment the part of its shots that arrived, in [0, 1].</param>
    /// <param name="inputs">The means, as reconstructed from.</param>
    /// <param name="outputs">The query's outputs; value and variance are replaced.</param>
    /// <remarks>
    /// With all fragments known the variance is <c>Σ_f Σ_v g_v² Var(m_v)</c> at the shots that arrived, g the derivative by a mean: to
    /// first order, as with all shots. Without one of them nothing is known but that a Pauli string's value lies in [-1, 1]: the value is the
    /// observable's constant, and the standard error the most that it can be off by.
    /// </remarks>
    public static void Apply(
        PreparedPlan prepared, EstimatorQuery query, double[] completeness, ReadOnlySpan<double> inputs, Span<double> outputs)
    {
        if (prepared.Shots is null || completeness.Min() == 0)
        {
            double constant = prepared.Plan.Observable.Terms.Where(t => t.String.IsIdentity).Sum(t => t.Coefficient);
            double error = prepared.Plan.Observable.OneNorm - Math.Abs(constant);
            outputs[Reconstructor.ValueOutput] = constant;
            outputs[Reconstructor.VarianceOutput] = error * error;
            return;
        }

        Reconstructor reconstructor = prepared.ReconstructorFor(wantsEnvironments: true);
        double[] environments = new double[reconstructor.OutputLength];
        reconstructor.Evaluate(inputs, prepared.BindBonds([query]), 1, environments);
        double variance = 0;
        for (int f = 0; f < completeness.Length; f++)
        {
            int first = reconstructor.Inputs(f).Start.Value;
            for (int v = 0; v < prepared.Shots[f].Shots.Count; v++)
            {
                long shots = prepared.Shots[f].Shots[v];
                if (shots > 0)
                {
                    double derivative = environments[Reconstructor.EnvironmentOutput + first + v];
                    double arrived = Math.Max(1, shots * completeness[f]);
                    variance += derivative * derivative * SampleVariance.OfMean(inputs[first + v], (long)arrived);
                }
            }
        }

        outputs[Reconstructor.VarianceOutput] = variance;
    }
}
