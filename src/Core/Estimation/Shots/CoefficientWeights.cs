using CutAwareQnn.Cutting;
using CutAwareQnn.Simulation;

namespace CutAwareQnn.Estimation;

/// <summary>
/// For every variant the largest derivative of the value that its readings can have: the sum of |c| over the terms of each cut in which
/// the operation occurs, times the weights of the observables. Known before anything is run.
/// </summary>
/// <remarks>
/// The weights of a fragment sum to the product of its cuts' γ for one Pauli string, so shots in their proportion have
/// N·Var ≤ (Σ_fragments Π γ)². FORMULAS section 6.
/// </remarks>
internal static class CoefficientWeights
{
    /// <summary>Computes the weights of all variants, in the order of fragments.</summary>
    /// <param name="bonds">For each cut its bond matrix.</param>
    public static double[] Of(CutPlan plan, IReadOnlyList<FragmentMeasurements> measurements, double[][] bonds)
    {
        var weights = new List<double>();
        foreach (FragmentMeasurements own in measurements)
        {
            Fragment fragment = own.Fragment;
            double[] variants = Variants(plan, fragment, bonds);
            double[] observables = new double[fragment.Observables.Count];
            foreach (PlannedTerm term in plan.Terms)
            {
                observables[term.Observables[fragment.Index]] += Math.Abs(term.Coefficient);
            }

            weights.AddRange(own.Variants.Select(s => s.Readings.Sum(
                r => observables[r.Index / variants.Length] * variants[r.Index % variants.Length])));
        }

        return [.. weights];
    }

    // A cut with both ends on the fragment counts once, with the coefficients of its pairs of operations.
    private static double[] Variants(CutPlan plan, Fragment fragment, double[][] bonds)
    {
        (double Weight, int[] Operations)[] variants = [(1, [])];
        for (int l = 0; l < fragment.Legs.Count; l++)
        {
            int c = fragment.Legs[l].Cut;
            PlannedCut cut = plan.Cuts[c];
            bool isSecond = cut.Second == new CutSide(fragment.Index, l);
            CutSide far = isSecond ? cut.First : cut.Second;
            double[] operations = far.Fragment == fragment.Index
                ? Enumerable.Repeat(1.0, fragment.Legs[l].Basis.Operations.Count).ToArray()
                : Operations(cut, bonds[c], isSecond);
            double[,]? pairs = far.Fragment == fragment.Index && far.Leg < l ? Pairs(cut, bonds[c]) : null;
            variants = variants
                .SelectMany(v => operations.Select((o, i) => (
                    v.Weight * o * (pairs is null ? 1 : isSecond ? pairs[v.Operations[far.Leg], i] : pairs[i, v.Operations[far.Leg]]),
                    (int[])[.. v.Operations, i])))
                .ToArray();
        }

        return variants.Select(v => v.Weight).ToArray();
    }

    // |c| for each operation of the first end and of the second.
    private static double[,] Pairs(PlannedCut cut, double[] bond)
    {
        double[,] pairs = new double[cut.Form.First.Operations.Count, cut.Form.Second.Operations.Count];
        foreach (((int first, int second), double coefficient) in cut.Form.Coefficients(bond))
        {
            pairs[first, second] = Math.Abs(coefficient);
        }

        return pairs;
    }

    // Σ |c| over the terms with each operation.
    private static double[] Operations(PlannedCut cut, double[] bond, bool isSecond)
    {
        double[] operations = new double[(isSecond ? cut.Form.Second : cut.Form.First).Operations.Count];
        foreach (((int first, int second), double coefficient) in cut.Form.Coefficients(bond))
        {
            operations[isSecond ? second : first] += Math.Abs(coefficient);
        }

        return operations;
    }
}
