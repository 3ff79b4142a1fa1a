using System.Globalization;
using CutAwareQnn.Circuits;
using CutAwareQnn.Cutting;
using CutAwareQnn.Simulation;

namespace CutAwareQnn.Reconstruction;

/// <summary>
/// The order in which a sweep fixes the fragments' outcomes, one after another, so that few bonds lead from those that are fixed to
/// the others.
/// </summary>
internal static class SweepOrder
{
    // 2^24 numbers are 128 MiB; a sweep keeps two of these per fragment.
    private const double MaxBoundary = 1 << 24;

    private const int MostStarts = 24;

    /// <summary>Chooses the order greedily, from several fragments, with the smallest largest boundary.</summary>
    /// <param name="plan">The plan.</param>
    /// <returns>Indices of fragments.</returns>
    /// <exception cref="ReconstructionException">Every order that was tried has a boundary of more than 2^24 numbers.</exception>
    public static int[] Of(CutPlan plan)
    {
        (int[] order, double largest) = Best(plan);
        return largest <= MaxBoundary ? order : throw new ReconstructionException(string.Create(
            CultureInfo.InvariantCulture,
            $"the fragments are joined by so many cuts that {largest:G3} numbers lead from one part to the rest, at most "
            + $"{MaxBoundary:G3} fit; "
            + $"cut fewer gates, or into fragments that form a chain"));
    }

    /// <summary>Returns whether some order has a boundary that fits, and no fragment's tensor is too large.</summary>
    public static bool IsFeasible(CutPlan plan) =>
        plan.Fragments.All(
            f => Math.ScaleB(f.Legs.Aggregate(1.0, (n, leg) => n * leg.Basis.Dimension), f.QubitCount) <= OutcomeSimulator.MaxLength)
        && Best(plan).Largest <= MaxBoundary;

    private static (int[] Order, double Largest) Best(CutPlan plan)
    {
        Dictionary<int, double>[] bonds = Bonds(plan);
        (int[] Order, double Largest) best = ([], double.PositiveInfinity);
        foreach (int start in Enumerable.Range(0, bonds.Length).OrderBy(f => bonds[f].Values.Sum()).Take(MostStarts))
        {
            (int[] Order, double Largest) tried = From(start, bonds);
            best = tried.Largest < best.Largest ? tried : best;
        }

        return best;
    }

    // For every fragment its neighbours, each with the logarithm of the dimension of the bonds to it.
    private static Dictionary<int, double>[] Bonds(CutPlan plan)
    {
        Dictionary<int, double>[] bonds = [.. plan.Fragments.Select(_ => new Dictionary<int, double>())];
        foreach (PlannedCut cut in plan.Cuts.Where(c => c.First.Fragment != c.Second.Fragment))
        {
            double dimension = Elementary.Log(cut.Form.First.Dimension);
            Join(cut.First.Fragment, cut.Second.Fragment, dimension);
            Join(cut.Second.Fragment, cut.First.Fragment, dimension);
        }

        return bonds;

        void Join(int from, int to, double dimension) => bonds[from][to] = bonds[from].GetValueOrDefault(to) + dimension;
    }

    private static (int[] Order, double Largest) From(int start, Dictionary<int, double>[] bonds)
    {
        var order = new List<int>();
        bool[] isFixed = new bool[bonds.Length];
        var inside = new double[bonds.Length];
        double[] all = [.. bonds.Select(b => b.Values.Sum())];
        var frontier = new SortedSet<int>();
        double boundary = 0;
        double largest = 0;
        int next = start;
        while (next >= 0)
        {
            order.Add(next);
            isFixed[next] = true;
            frontier.Remove(next);
            boundary += all[next] - (2 * inside[next]);
            largest = Math.Max(largest, boundary);
            foreach ((int neighbour, double bond) in bonds[next])
            {
                inside[neighbour] += bond;
                if (!isFixed[neighbour])
                {
                    frontier.Add(neighbour);
                }
            }

            next = frontier.Count > 0
                ? frontier.MinBy(f => all[f] - (2 * inside[f]))
                : Array.IndexOf(isFixed, false);
        }

        return ([.. order], Elementary.Exp(largest));
    }
}
