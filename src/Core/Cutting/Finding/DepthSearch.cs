using CutAwareQnn.Circuits;

namespace CutAwareQnn.Cutting;

/// <summary>
/// Looks for fragments of small two-qubit depth: starts from the cheapest cuts for several widths, and from all that may be cut, then
/// moves one vertex at a time wherever that lowers the greatest depth, or at equal depth γ.
/// </summary>
internal sealed class DepthSearch
{
    private const double EffortPerWidth = 0.02;
    private const int MostStarts = 6;

    // About a second of measuring depths.
    private const long MostWork = 20_000_000;

    private readonly CutSearch _search;
    private readonly JointModel _model;
    private readonly FinderLimits _limits;
    private readonly Capacities _capacities;
    private long _work;

    private DepthSearch(CutSearch search, FinderLimits limits)
    {
        _search = search;
        _limits = limits;
        search.Settle(limits, EffortPerWidth);
        _model = search.Model(limits);
        _capacities = new(limits, _model.Timeline.Graph.VertexCount);
    }

    /// <summary>Returns the shallowest cuts found; null where none keep to the limits.</summary>
    public static FoundCuts? Run(CutSearch search, FinderLimits limits) => new DepthSearch(search, limits).Run();

    private FoundCuts? Run()
    {
        GraphResult cheapest = _search.Run(_model, EffortPerWidth);
        if (cheapest.Best is null)
        {
            return null;
        }

        var starts = new List<int[]> { cheapest.Best.PartOf };
        for (int width = _limits.Widest * 2 / 3; width > 0 && starts.Count < MostStarts; width = width * 2 / 3)
        {
            JointModel narrower =
                _search.Model(_limits with { Widths = _limits.Widths.Select(w => Math.Min(w, width)).ToEquatableArray() });
            if (_search.Run(narrower, EffortPerWidth).Best is { } best && !_model.Timeline.Scattered(best.PartOf).Any())
            {
                starts.Add(best.PartOf);
            }
        }

        int[] apart = [.. Enumerable.Range(0, _model.Timeline.Graph.VertexCount)];
        if (Keeps(apart))
        {
            starts.Add(apart);
        }

        (int[] PartOf, int Depth, double Cost)? shallowest = null;
        foreach (int[] start in starts)
        {
            (int[] PartOf, int Depth, double Cost) found = Improve(start);
            if (shallowest is not { } known || IsBetter(found, known))
            {
                shallowest = found;
            }
        }

        (int[] partOf, int depth, _) = shallowest!.Value;
        FoundCuts report = _search.Report(_model, partOf, _model.Group(partOf));
        return report with
        {
            Log10LowerBound = Math.Min(cheapest.LowerBound * 2 / Elementary.Log(10), report.Log10Overhead),
            IsOptimal = depth == 0,
        };
    }

    private (int[] PartOf, int Depth, double Cost) Improve(int[] start)
    {
        CutGraph graph = _model.Timeline.Graph;
        (int[] PartOf, int Depth, double Cost) best = Measure(start);
        bool isBetter = true;
        while (isBetter)
        {
            isBetter = false;
            for (int v = 0; v < graph.VertexCount && _work < MostWork && !_search.Cancellation.IsCancellationRequested; v++)
            {
                var around = new SortedSet<int>();
                for (int slot = graph.First(v); slot < graph.First(v + 1); slot++)
                {
                    around.Add(best.PartOf[graph.Neighbor(slot)]);
                }

                if (around.Count > 0)
                {
                    around.Add(best.PartOf.Max() + 1);
                }

                foreach (int to in around.Where(p => p != best.PartOf[v]).ToArray())
                {
                    int[] moved = [.. best.PartOf];
                    moved[v] = to;
                    if (Keeps(moved) && Measure(moved) is var found && IsBetter(found, best))
                    {
                        best = found;
                        isBetter = true;
                    }
                }
            }
        }

        return best;
    }

    private bool Keeps(int[] partOf)
    {
        CutGraph graph = _model.Timeline.Graph;
        int[] widths = [.. graph.Contract(Coarsening.Numbered(partOf)).Widths];
        return Separated.Of(graph, partOf).CutCount <= (_limits.CutCount ?? int.MaxValue)
            && _capacities.Place(widths, out _) is not null
            && !_model.Timeline.Scattered(partOf).Any();
    }

    private (int[] PartOf, int Depth, double Cost) Measure(int[] partOf)
    {
        _work += 4L * (_model.Timeline.PointCount + _model.Timeline.Circuit.Instructions.Count);
        Grouping grouping = _model.Group(partOf);
        return (partOf, new CutReport(_model.Timeline, grouping, _limits, null).Fragments.Max(f => f.TwoQubitDepth), grouping.Cost);
    }

    private static bool IsBetter((int[] PartOf, int Depth, double Cost) a, (int[] PartOf, int Depth, double Cost) b) =>
        a.Depth < b.Depth || (a.Depth == b.Depth && Exactness.IsBelow(a.Cost, b.Cost));
}
