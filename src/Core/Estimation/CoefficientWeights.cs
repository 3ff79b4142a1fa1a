using CutAwareQnn.Cutting;
using CutAwareQnn.Simulation;

namespace CutAwareQnn.Estimation;

/// <summary>
/// For every setting the largest derivative of the value that its readings can have: the sum of |c| over the terms of each cut in which
/// the operation occurs, times the weights of the observables. Known before anything is run.
/// </summary>
/// <remarks>
/// The weights of a fragment sum to the product of its cuts' γ for one Pauli string, so shots in their proportion have
/// N·Var ≤ (Σ_fragments Π γ)². FORMULAS section 6.
/// </remarks>
internal static class CoefficientWeights
{
    /// <summary>The weights of all settings, in the order of fragments.</summary>
    /// <param name="bonds">For each cut its bond matrix.</param>
    public static double[] Of(CutPlan plan, IReadOnlyList<FragmentSettings> settings, double[][] bonds)
    {
        var weights = new List<double>();
        foreach (FragmentSettings own in settings)
        {
            Fragment fragment = own.Fragment;
            double[] variants = Variants(plan, fragment, bonds);
            double[] observables = new double[fragment.Observables.Count];
            foreach (PlannedTerm term in plan.Terms)
            {
                observables[term.Observables[fragment.Index]] += Math.Abs(term.Coefficient);
            }

            weights.AddRange(own.Settings.Select(s => s.Readings.Sum(
                r => observables[r.Index / variants.Length] * variants[r.Index % variants.Length])));
        }

        return [.. weights];
    }

    private static double[] Variants(CutPlan plan, Fragment fragment, double[][] bonds)
    {
        double[] variants = [1];
        for (int l = 0; l < fragment.Legs.Count; l++)
        {
            PlannedCut cut = plan.Cuts[fragment.Legs[l].Cut];
            bool isSecond = cut.Second == new CutSide(fragment.Index, l);
            double[] operations = Operations(cut, bonds[fragment.Legs[l].Cut], isSecond);
            variants = variants.SelectMany(v => operations.Select(o => v * o)).ToArray();
        }

        return variants;
    }

    // Σ |c| over the terms with each operation: |A[e, o]| |B[e, e']| ‖A'[e']‖₁.
    private static double[] Operations(PlannedCut cut, double[] bond, bool isSecond)
    {
        LegBasis own = isSecond ? cut.SecondBasis : cut.FirstBasis;
        LegBasis other = isSecond ? cut.FirstBasis : cut.SecondBasis;
        double[] operations = new double[own.Operations.Count];
        for (int e = 0; e < own.Dimension; e++)
        {
            double weight = 0;
            for (int f = 0; f < other.Dimension; f++)
            {
                int entry = isSecond ? (f * own.Dimension) + e : (e * other.Dimension) + f;
                weight += Math.Abs(bond[entry]) * Enumerable.Range(0, other.Operations.Count).Sum(o => Math.Abs(other.Assembly[f, o]));
            }

            for (int o = 0; o < operations.Length; o++)
            {
                operations[o] += Math.Abs(own.Assembly[e, o]) * weight;
            }
        }

        return operations;
    }
}
