using CutAwareQnn.Circuits;

namespace CutAwareQnn.Cutting;

/// <summary>
/// Collects the cheapest cuts for several widths, alone and together, and keeps what none of the others betters in everything.
/// </summary>
internal static class ParetoSearch
{
    private const double EffortPerWidth = 0.05;

    /// <summary>Returns the list by growing γ²; null where no cuts keep to the limits.</summary>
    public static IReadOnlyList<FoundCuts>? Run(CutSearch search, FinderLimits limits)
    {
        if (search.Cheapest(limits) is not { } cheapest)
        {
            return null;
        }

        var all = new List<FoundCuts> { cheapest };
        foreach (FinderLimits narrower in Narrower(limits).TakeWhile(_ => !search.Cancellation.IsCancellationRequested))
        {
            if (search.Cheapest(narrower, EffortPerWidth) is { } found)
            {
                all.Add(found with
                {
                    Log10LowerBound = Math.Min(cheapest.Log10LowerBound, found.Log10Overhead),
                    IsOptimal = cheapest.IsOptimal && !Exactness.IsBelow(cheapest.Log10Overhead, found.Log10Overhead),
                });
            }
        }

        double[][] costs = [.. all.Select(f => new[] { f.Log10Overhead, f.Log10CircuitCount(), f.Log10ContractionCost() })];
        return [.. Enumerable.Range(0, all.Count)
            .Where(i => !Enumerable.Range(0, all.Count).Any(j => Betters(costs[j], costs[i]) || (j < i && Equals(costs[j], costs[i]))))
            .Select(i => all[i])
            .OrderBy(f => f.Log10Overhead)];
    }

    // Narrower fragments have more cuts and are cheaper to simulate; cuts by themselves need fewer circuits than some together.
    private static IEnumerable<FinderLimits> Narrower(FinderLimits limits)
    {
        int widest = limits.Widest;
        var widths = new SortedSet<int> { widest, widest - 1, widest - 2 };
        for (int width = widest * 3 / 4; width > 0; width = width * 3 / 4)
        {
            widths.Add(width);
        }

        foreach (int width in widths.Reverse().Where(w => w > 0))
        {
            FinderLimits narrower = limits with { Widths = limits.Widths.Select(w => Math.Min(w, width)).ToEquatableArray() };
            if (width < widest)
            {
                yield return narrower;
            }

            if (limits.IsJoint || limits.IsCommunicating)
            {
                yield return narrower with { IsJoint = false, IsCommunicating = false };
            }
        }
    }

    private static bool Betters(double[] a, double[] b) =>
        a.Zip(b, (x, y) => !Exactness.IsBelow(y, x)).All(x => x) && a.Zip(b, Exactness.IsBelow).Any(x => x);

    private static bool Equals(double[] a, double[] b) =>
        a.Zip(b, (x, y) => !Exactness.IsBelow(x, y) && !Exactness.IsBelow(y, x)).All(x => x);
}
