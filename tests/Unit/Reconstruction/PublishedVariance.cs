using CutAwareQnn.Circuits;
using CutAwareQnn.Cutting;
using CutAwareQnn.Estimation;
using CutAwareQnn.Simulation;

namespace CutAwareQnn.Unit.Reconstruction;

/// <summary>The variance of the published mode from exact means: every joint term's circuits run on their own.</summary>
internal static class PublishedVariance
{
    /// <summary>Computes <c>Σ_k c_k² [Π_f (μ² + (1 - μ²)/n) - Π_f μ²]</c> for an observable of one term.</summary>
    /// <param name="angles">The value of every occurrence.</param>
    /// <param name="shots">n, of each circuit.</param>
    public static double Exact(PublishedPlan published, double[] angles, double shots)
    {
        CutPlan plan = published.Plan;
        PlannedTerm term = plan.Terms.Single();
        double[][] bonds = [.. plan.Cuts.Select(c => c.Form.Bond(symbol => angles[symbol.Index]))];
        double[][] slots = [.. plan.Fragments.Select(f => f.Slots.Select(s => s.Angle.Evaluate(y => angles[y.Index])).ToArray())];
        var means = new Dictionary<(int Fragment, EquatableArray<int> Operations), double>();
        double variance = 0;
        for (int k = 0; k < published.Terms.Count; k++)
        {
            double coefficient = term.Coefficient;
            for (int c = 0; c < plan.Cuts.Count; c++)
                coefficient *= published.Terms[k][c].Coefficient(bonds[c]);
            double second = 1;
            double square = 1;
            foreach (Fragment fragment in plan.Fragments)
            {
                int[] operations = published.Operations[k][fragment.Index];
                var key = (fragment.Index, operations.ToEquatableArray());
                if (!means.TryGetValue(key, out double mean))
                {
                    mean = VariantSimulator.Expectation(fragment, operations, term.Observables[fragment.Index], slots[fragment.Index]);
                    means.Add(key, mean);
                }

                second *= (mean * mean) + ((1 - (mean * mean)) / shots);
                square *= mean * mean;
            }

            variance += coefficient * coefficient * (second - square);
        }

        return variance;
    }
}
