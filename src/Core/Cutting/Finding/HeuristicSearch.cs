using System.Threading;

namespace CutAwareQnn.Cutting;

/// <summary>
/// Many starts, the best kept: groups are joined from the vertices up, level by level, or parts are grown; each start is refined on
/// every level back down. Then good results are crossed: what two of them agree on moves as one.
/// </summary>
/// <remarks>Multilevel partitioning after Karypis and Kumar, SIAM J. Sci. Comput. 20, 1998; crossing after Sanders and Schulz, ESA 2012.</remarks>
internal sealed class HeuristicSearch
{
    private const int EliteCount = 6;

    private readonly CutGraph _graph;
    private readonly CutGraph _trueCosts;
    private readonly Capacities _capacities;
    private readonly int? _mostCuts;
    private readonly ulong _seed;
    private readonly CancellationToken _cancellation;
    private readonly List<Separated> _elite = [];

    private HeuristicSearch(
        CutGraph graph, CutGraph trueCosts, Capacities capacities, int? mostCuts, ulong seed, CancellationToken cancellation)
    {
        _graph = graph;
        _trueCosts = trueCosts;
        _capacities = capacities;
        _mostCuts = mostCuts;
        _seed = seed;
        _cancellation = cancellation;
    }

    /// <summary>The best way found; null where none keeps to the limits.</summary>
    public static Separated? Run(
        CutGraph graph, Capacities capacities, int? mostCuts, FinderSettings settings, CancellationToken cancellation)
    {
        // Where too many cuts come out, each is made dearer; in the end their number alone counts.
        double scale = graph.Edges.Select(e => e.Cost / Math.Max(e.CutCount, 1)).DefaultIfEmpty().Max();
        Separated? best = null;
        foreach (double penalty in new[] { 0, 0.1, 0.3, 1, 10, 1000 })
        {
            CutGraph priced = penalty == 0 ? graph : graph.WithPenalty(penalty * Math.Max(scale, 1e-3));
            var search = new HeuristicSearch(priced, graph, capacities, mostCuts, settings.Seed, cancellation);
            Separated? found = search.Run(settings.RestartCount);
            if (found is not null && (best is null || Exactness.IsBelow(found.Cost, best.Cost)))
            {
                best = found;
            }

            if (mostCuts is null || (penalty == 0 && best is not null))
            {
                break;
            }
        }

        return best;
    }

    private Separated? Run(int restarts)
    {
        // About the same time whatever the size.
        int affordable = Math.Min(Math.Max(restarts, 1), 4 + (40_000 / (1 + _graph.VertexCount + _graph.Edges.Count)));
        for (int start = 0; start < affordable && !(IsCancelled && _elite.Count > 0); start++)
        {
            var random = new FinderRandom(_seed, (ulong)start);
            int[]? parts = start % 4 == 3
                ? Growing.Run(_graph, _capacities, start % 8 == 7, random)
                : Multilevel(start, random);
            if (parts is null)
            {
                continue;
            }

            Refinement.Run(_graph, _capacities, parts);
            Keep(parts);
        }

        for (int round = 0; round < affordable && _elite.Count > 1 && !IsCancelled; round++)
        {
            var random = new FinderRandom(_seed, 1000 + (ulong)round);
            Keep(Cross(_elite[random.Next(_elite.Count)].PartOf, _elite[random.Next(_elite.Count)].PartOf));
        }

        return _elite
            .Select(e => Separated.Of(_trueCosts, e.PartOf))
            .Where(e => e.CutCount <= (_mostCuts ?? int.MaxValue))
            .OrderBy(e => e.Cost)
            .FirstOrDefault();
    }

    private bool IsCancelled => _cancellation.IsCancellationRequested;

    private int[]? Multilevel(int start, FinderRandom random)
    {
        double exponent = (start % 3) switch { 0 => 1, 1 => 0.5, _ => 0 };
        double noise = start == 0 ? 0 : 0.3 * (1 + (start % 5));
        double share = start % 2 == 0 ? 0.3 : 1;
        var levels = new List<(CutGraph Graph, int[] GroupOf)>();
        CutGraph coarse = _graph;
        while (Coarsening.Join(coarse, _capacities.Widest, exponent, share, noise, random) is { } groups)
        {
            levels.Add((coarse, groups));
            coarse = coarse.Contract(groups);
        }

        int[]? parts = _capacities.Place(coarse.Widths, out _);
        for (int level = levels.Count - 1; level >= 0; level--)
        {
            (CutGraph graph, int[] groupOf) = levels[level];
            parts = parts is null
                ? Growing.Run(graph, _capacities, isEven: false, random)
                : groupOf.Select(g => parts[g]).ToArray();
            if (parts is not null)
            {
                Refinement.Run(graph, _capacities, parts);
            }
        }

        return parts ?? Growing.Run(_graph, _capacities, isEven: false, random);
    }

    // Starts from the first on the graph of what both agree on.
    private int[] Cross(int[] first, int[] second)
    {
        int[] groups = Coarsening.Numbered(first.Select((p, v) => (p, second[v])));
        CutGraph coarse = _graph.Contract(groups);
        int[] parts = new int[coarse.VertexCount];
        for (int v = 0; v < first.Length; v++)
        {
            parts[groups[v]] = first[v];
        }

        // Parts without a limit are as good as one another, and fewer vertices have fewer of them.
        parts = _capacities.IsLimited ? parts : Coarsening.Numbered(parts);
        Refinement.Run(coarse, _capacities, parts);
        int[] fine = groups.Select(g => parts[g]).ToArray();
        Refinement.Run(_graph, _capacities, fine);
        return fine;
    }

    private void Keep(int[] parts)
    {
        var found = Separated.Of(_graph, parts);
        int equal = _elite.FindIndex(e => Math.Abs(e.Cost - found.Cost) <= Exactness.Tolerance(found.Cost));
        if (equal >= 0)
        {
            if (found.ContractionCost(_graph) < _elite[equal].ContractionCost(_graph))
            {
                _elite[equal] = found;
            }

            return;
        }

        _elite.Add(found);
        _elite.Sort((a, b) => a.Cost.CompareTo(b.Cost));
        if (_elite.Count > EliteCount)
        {
            _elite.RemoveAt(EliteCount);
        }
    }
}
