using System.Threading;
using CutAwareQnn.Circuits;

namespace CutAwareQnn.Cutting;

/// <summary>
/// Parts a graph where cuts between two fragments may be made together. The candidates are what is cheap cut by cut, and what has
/// little to cut between pairs of fragments, in fragments with and without room for ancillas; branch and bound over the joint price
/// then betters them or proves the best.
/// </summary>
internal sealed class JointSearch
{
    private const int QuickShare = 10;
    private const int FullShare = 3;
    private const long WorkPerLink = 120;
    private const int MostEvaluated = 24;
    private const int FewEvaluated = 2;
    private const int LargestCut = 800;
    private const int LargeGraph = 2_000;
    private const int LargestSought = 4_000;

    private readonly CutGraph _costs;
    private readonly CutGraph _weights;
    private readonly FinderLimits _limits;
    private readonly FinderSettings _settings;
    private readonly CancellationToken _cancellation;
    private readonly JointPricing _pricing;
    private readonly Capacities _capacities;
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private Separated? _best;

    /// <param name="costs">The graph with the cuts' costs one by one.</param>
    /// <param name="weights">The graph with their weights in joint cuts.</param>
    /// <param name="group">Groups the cuts between parts.</param>
    /// <param name="limits">The limits.</param>
    /// <param name="settings">How much is tried.</param>
    /// <param name="cancellation">Ends the search early.</param>
    public JointSearch(
        CutGraph costs,
        CutGraph weights,
        Func<int[], Grouping> group,
        FinderLimits limits,
        FinderSettings settings,
        CancellationToken cancellation)
    {
        _costs = costs;
        _weights = weights;
        _limits = limits;
        _settings = settings;
        _cancellation = cancellation;
        _capacities = new(limits, costs.VertexCount);
        _pricing = new(Price(), group, WorkPerLink * (costs.VertexCount + costs.Edges.Sum(e => e.CutCount)));
    }

    /// <summary>Searches.</summary>
    /// <param name="known">A way that keeps to the limits, if one is known.</param>
    /// <param name="isExact">Whether the piece is small enough for a proof.</param>
    public PieceResult Run(int[]? known, bool isExact)
    {
        ExactSearch? exact = isExact ? new(_weights, _capacities, _limits.CutCount, _pricing, _cancellation) : null;
        double enough = _pricing.Price.AtLeast(exact?.LowerWeight ?? 0);
        HeuristicSearch first = Start(_costs, 0, known);
        Consider(first.Elite);
        Consider(Refined(first.Elite));
        bool IsSettled() => _best is { } best && !Exactness.IsBelow(enough, best.Cost);
        foreach (int slack in Slacks(first.Elite).TakeWhile(_ => !IsSettled() && !_cancellation.IsCancellationRequested))
        {
            HeuristicSearch search = Start(_weights, slack, known);
            Consider(search.Elite);
            Consider(Refined(search.Elite));
        }

        if (exact is null)
        {
            return new(new(_best, _pricing.Price.AtLeast(0), _best is { Cost: 0 }, 0, 0), false);
        }

        Separated? before = _best;
        ExactResult quick = exact.Run(_best, _settings.Effort / QuickShare);
        if (quick.IsComplete)
        {
            return new(quick, !ReferenceEquals(quick.Best, before));
        }

        _best = quick.Best;
        first.Improve();
        Consider(first.Elite);
        Consider(Refined(first.Elite));
        Separated? improved = _best;
        ExactResult result = exact.Run(_best, _settings.Effort / FullShare);
        return new(
            result with
            {
                LowerBound = Math.Max(quick.LowerBound, result.LowerBound),
                NodeCount = quick.NodeCount + result.NodeCount,
                Work = quick.Work + result.Work,
            },
            !ReferenceEquals(result.Best, improved) || (ReferenceEquals(result.Best, quick.Best) && !ReferenceEquals(quick.Best, before)));
    }

    // Every part is connected to another, and a connected graph takes as many parts as its qubits need.
    private JointPrice Price()
    {
        var sets = new DisjointSets(_weights.VertexCount);
        foreach (CutEdge edge in _weights.Edges)
        {
            sets.Join(edge.From, edge.To);
        }

        int pairs = Enumerable.Range(0, _weights.VertexCount)
            .GroupBy(sets.Root)
            .Sum(c => ((c.SelectMany(v => _weights.Qubits[v]).Distinct().Count() + _capacities.Widest - 1) / _capacities.Widest) - 1);
        return new(pairs, _weights.Edges.Select(e => e.Cost).DefaultIfEmpty().Min());
    }

    // Qubits left free for ancillas: none, few, or one for each neighbour that the fragments have now.
    private IEnumerable<int> Slacks(IReadOnlyList<Separated> elite)
    {
        var slacks = new SortedSet<int> { 0 };
        if (_limits.IsJoint)
        {
            slacks.UnionWith([1, 2]);
            if (elite.Count > 0)
            {
                int[] parts = elite[0].PartOf;
                slacks.Add(_costs.Edges
                    .Where(e => parts[e.From] != parts[e.To])
                    .SelectMany(e => new[] { (Part: parts[e.From], Other: parts[e.To]), (Part: parts[e.To], Other: parts[e.From]) })
                    .Distinct()
                    .GroupBy(p => p.Part)
                    .Select(p => p.Count())
                    .DefaultIfEmpty()
                    .Max());
            }
        }

        if (_costs.VertexCount + _costs.Edges.Count > LargeGraph)
        {
            slacks = [slacks.Max];
        }

        int most = _limits.Widths.Min() - _costs.Widths.DefaultIfEmpty(1).Max();
        return slacks.Select(s => Math.Min(s, Math.Max(0, Math.Min(most, _limits.Widths.Min() / 2)))).Distinct();
    }

    private HeuristicSearch Start(CutGraph graph, int slack, int[]? known)
    {
        slack = known is not null && graph.VertexCount > LargestSought ? 0 : slack;
        FinderLimits narrower = slack == 0 ? _limits : _limits with { Widths = _limits.Widths.Select(w => w - slack).ToEquatableArray() };
        var search = new HeuristicSearch(graph, new(narrower, graph.VertexCount), _limits.CutCount, 0, _settings, _cancellation);
        search.Start(slack == 0 ? known : null);
        return search;
    }

    private List<Separated> Refined(IReadOnlyList<Separated> elite)
    {
        var refined = new List<Separated>();
        foreach (Separated way in elite.Take(2).TakeWhile(_ => !_cancellation.IsCancellationRequested))
        {
            int[] parts = [.. way.PartOf];
            PairRefinement.Run(_weights, _capacities, parts);
            refined.Add(Separated.Of(_costs, parts));
        }

        return refined;
    }

    private void Consider(IReadOnlyList<Separated> ways)
    {
        foreach (Separated way in ways.Take(ways.Count > 0 && ways[0].CutCount > LargestCut ? FewEvaluated : MostEvaluated))
        {
            if (way.CutCount > (_limits.CutCount ?? int.MaxValue)
                || (_best is not null && _cancellation.IsCancellationRequested)
                || !_seen.Add(string.Join(",", Coarsening.Numbered(way.PartOf))))
            {
                continue;
            }

            double cost = _pricing.Group(way.PartOf).Cost;
            if (_best is null || Exactness.IsBelow(cost, _best.Cost)
                || (!Exactness.IsBelow(_best.Cost, cost) && way.RunCost(_costs) < _best.RunCost(_costs)))
            {
                _best = way with { Cost = cost };
            }
        }
    }
}
