using System.Threading;

namespace CutAwareQnn.Cutting;

/// <summary>
/// The best of many starts: groups are joined from the vertices up, level by level, or parts are grown; each start is refined on
/// every level back down. Then good results are crossed (what two of them agree on moves as one) and taken up and down again.
/// </summary>
/// <remarks>
/// Multilevel partitioning after Karypis and Kumar, SIAM J. Sci. Comput. 20, 1998; crossing after Sanders and Schulz, ESA 2012.
/// </remarks>
/// <param name="graph">The graph, with the costs that are to be small.</param>
/// <param name="capacities">The room of the parts.</param>
/// <param name="enough">A lower bound: what costs no more cannot be bettered.</param>
/// <param name="settings">Seed and number of starts.</param>
/// <param name="cancellation">Ends the search once there is a first result.</param>
internal sealed class Population(
    CutGraph graph, Capacities capacities, double enough, FinderSettings settings, CancellationToken cancellation)
{
    private const int EliteCount = 6;
    private const int CyclesPerStart = 6;

    // Beyond this there is time for what is known alone.
    private const int LargestGraph = 4_000;

    private readonly List<Separated> _elite = [];

    // About the same time whatever the size.
    private readonly int _starts = Math.Min(Math.Max(settings.RestartCount, 1), 4 + (80_000 / (1 + graph.VertexCount + graph.Edges.Count)));

    /// <summary>The best so far, cheapest first.</summary>
    public IReadOnlyList<Separated> Elite => _elite;

    private bool IsDone => _elite.Count > 0 && (cancellation.IsCancellationRequested || !Exactness.IsBelow(enough, _elite[0].Cost));

    /// <summary>Makes the first results and crosses them: a quarter of the starts.</summary>
    /// <param name="known">A further result, if there is one.</param>
    public void Start(int[]? known)
    {
        if (known is not null)
        {
            Keep(known);
            if (graph.VertexCount > LargestGraph)
            {
                return;
            }

            int[] refined = [.. known];
            Refinement.Run(graph, capacities, refined);
            Keep(refined);
        }

        Make(0, (_starts + 3) / 4);
    }

    /// <summary>Makes the other starts, then takes the best up and down again, the better the oftener.</summary>
    public void Improve()
    {
        if (graph.VertexCount > LargestGraph && _elite.Count > 0)
        {
            return;
        }

        Make((_starts + 3) / 4, _starts);
        for (int round = 0; round < CyclesPerStart * _starts && _elite.Count > 0 && !IsDone; round++)
        {
            var random = new FinderRandom(settings.Seed, 2000 + (ulong)round);
            Keep(Cycle(_elite[Math.Min(random.Next(_elite.Count), random.Next(_elite.Count))].PartOf, random));
        }
    }

    private void Make(int from, int to)
    {
        for (int start = from; start < to && !IsDone; start++)
        {
            var random = new FinderRandom(settings.Seed, (ulong)start);
            int[]? parts = start % 4 == 3
                ? Growing.Run(graph, capacities, start % 8 == 7, random)
                : Multilevel(start, random);
            if (parts is not null)
            {
                Refinement.Run(graph, capacities, parts);
                Keep(parts);
            }
        }

        for (int round = from; round < to && _elite.Count > 1 && !IsDone; round++)
        {
            var random = new FinderRandom(settings.Seed, 1000 + (ulong)round);
            Keep(Cross(_elite[random.Next(_elite.Count)].PartOf, _elite[random.Next(_elite.Count)].PartOf));
        }
    }

    private int[]? Multilevel(int start, FinderRandom random)
    {
        double exponent = (start % 3) switch { 0 => 1, 1 => 0.5, _ => 0 };
        double noise = start == 0 ? 0 : 0.3 * (1 + (start % 5));
        double share = start % 2 == 0 ? 0.3 : 1;
        var levels = new List<(CutGraph Graph, int[] GroupOf)>();
        CutGraph coarse = graph;
        while (Coarsening.Join(coarse, capacities.Widest, exponent, share, noise, random) is { } groups)
        {
            levels.Add((coarse, groups));
            coarse = coarse.Contract(groups);
        }

        int[]? parts = capacities.Place(coarse.Widths, out _);
        for (int level = levels.Count - 1; level >= 0; level--)
        {
            (CutGraph fine, int[] groupOf) = levels[level];
            parts = parts is null
                ? Growing.Run(fine, capacities, isEven: false, random)
                : groupOf.Select(g => parts[g]).ToArray();
            if (parts is not null)
            {
                Refinement.Run(fine, capacities, parts);
            }
        }

        return parts ?? Growing.Run(graph, capacities, isEven: false, random);
    }

    // Starts from the first on the graph of what both agree on.
    private int[] Cross(int[] first, int[] second)
    {
        int[] groups = Coarsening.Numbered(first.Select((p, v) => (p, second[v])));
        CutGraph coarse = graph.Contract(groups);
        int[] parts = new int[coarse.VertexCount];
        for (int v = 0; v < first.Length; v++)
        {
            parts[groups[v]] = first[v];
        }

        // Parts without a limit are as good as one another, and fewer vertices have fewer of them.
        parts = capacities.IsLimited ? parts : Coarsening.Numbered(parts);
        Refinement.Run(coarse, capacities, parts);
        int[] fine = groups.Select(g => parts[g]).ToArray();
        Refinement.Run(graph, capacities, fine);
        return fine;
    }

    // Joins within the parts level by level and refines back down, so that whole groups change parts.
    private int[] Cycle(int[] partOf, FinderRandom random)
    {
        var levels = new List<(CutGraph Graph, int[] GroupOf)>();
        CutGraph coarse = graph;
        int[] parts = partOf;
        double exponent = random.Next(3) * 0.5;
        while (levels.Count < 4 && Coarsening.Join(coarse, capacities.Widest, exponent, 1, 1, random, parts) is { } groups)
        {
            levels.Add((coarse, groups));
            coarse = coarse.Contract(groups);
            int[] joined = new int[coarse.VertexCount];
            for (int v = 0; v < parts.Length; v++)
            {
                joined[groups[v]] = parts[v];
            }

            parts = capacities.IsLimited ? joined : Coarsening.Numbered(joined);
        }

        parts = [.. parts];
        Refinement.Run(coarse, capacities, parts);
        for (int level = levels.Count - 1; level >= 0; level--)
        {
            parts = levels[level].GroupOf.Select(g => parts[g]).ToArray();
            Refinement.Run(levels[level].Graph, capacities, parts);
        }

        return parts;
    }

    private void Keep(int[] parts)
    {
        var found = Separated.Of(graph, parts);
        int equal = _elite.FindIndex(e => Math.Abs(e.Cost - found.Cost) <= Exactness.Tolerance(found.Cost));
        if (equal >= 0)
        {
            if (found.RunCost(graph) < _elite[equal].RunCost(graph))
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
