using System.Threading;

namespace CutAwareQnn.Cutting;

/// <summary>Parts a graph: heuristic first, then exact; connected components by themselves where no limit binds them together.</summary>
internal static class GraphSearch
{
    // The exact search keeps a matrix of all pairs.
    private const int LargestMatrix = 1500;

    private const int QuickShare = 5;

    /// <param name="model">What can be cut, and how cuts are made together.</param>
    /// <param name="limits">The limits.</param>
    /// <param name="known">A way that keeps to the limits, where one is known: the part of every vertex.</param>
    /// <param name="settings">How much is tried.</param>
    /// <param name="cancellation">Ends the search early.</param>
    public static GraphResult Run(
        JointModel model, FinderLimits limits, int[]? known, FinderSettings settings, CancellationToken cancellation)
    {
        CutGraph graph = model.Timeline.Graph;
        CutGraph? weights = model.IsJoint ? model.Timeline.JointGraph() : null;
        int[] componentOf = Components(graph, limits);
        int componentCount = componentOf.DefaultIfEmpty(-1).Max() + 1;
        int[] partOf = Enumerable.Repeat(-1, graph.VertexCount).ToArray();
        int partCount = 0;
        double lower = 0;
        bool isComplete = true;
        bool isFoundExactly = false;
        long nodes = 0;
        long effort = settings.Effort;
        for (int component = 0; component < componentCount; component++)
        {
            int[] members = [.. Enumerable.Range(0, graph.VertexCount).Where(v => componentOf[v] == component)];
            CutGraph piece = graph.Restrict(members);
            int[]? start = known is null ? null : Placed(piece, new(limits, piece.VertexCount), [.. members.Select(v => known[v])]);
            FinderSettings rest = settings with { Effort = Math.Max(0, effort) };
            PieceResult found = weights is null
                ? RunPiece(piece, limits, start, rest, cancellation)
                : new JointSearch(piece, weights.Restrict(members), Grouped, limits, rest, cancellation)
                    .Run(start, members.Length <= LargestMatrix);
            if (found.Result.Best is not { } best)
            {
                return new(null, null, double.PositiveInfinity, found.Result.IsComplete, false, nodes);
            }

            int[] parts = Coarsening.Numbered(best.PartOf);
            for (int i = 0; i < members.Length; i++)
            {
                partOf[members[i]] = partCount + parts[i];
            }

            partCount += parts.Max() + 1;
            lower += found.Result.LowerBound;
            isComplete &= found.Result.IsComplete;
            isFoundExactly |= found.IsFoundExactly;
            nodes += found.Result.NodeCount;
            effort -= found.Result.Work;

            Grouping Grouped(int[] parts)
            {
                int[] whole = Enumerable.Repeat(-1, graph.VertexCount).ToArray();
                for (int i = 0; i < members.Length; i++)
                {
                    whole[members[i]] = parts[i];
                }

                return model.Group(whole);
            }
        }

        // Lone qubits take no room next to the others.
        Grouping grouping = model.Group(partOf);

        // A vertex by itself is as well off in any part, best in one of its own.
        for (int v = 0; v < partOf.Length; v++)
        {
            partOf[v] = partOf[v] < 0 ? partCount++ : partOf[v];
        }

        // Links of gates of more than three qubits may carry less than their price.
        Separated all = Separated.Of(graph, partOf);
        isComplete &= weights is not null || !Exactness.IsBelow(all.Cost, grouping.Cost);
        return new(all with { Cost = grouping.Cost }, grouping, lower, isComplete, isFoundExactly, nodes);
    }

    private static PieceResult RunPiece(
        CutGraph piece, FinderLimits limits, int[]? known, FinderSettings settings, CancellationToken cancellation)
    {
        var capacities = new Capacities(limits, piece.VertexCount);
        ExactSearch? exact = piece.VertexCount <= LargestMatrix ? new(piece, capacities, limits.CutCount, null, cancellation) : null;
        var heuristic = new HeuristicSearch(piece, capacities, limits.CutCount, exact?.LowerWeight ?? 0, settings, cancellation);
        heuristic.Start(known);
        Separated? first = heuristic.Best;
        if (exact is null)
        {
            heuristic.Improve();
            return new(new(heuristic.Best, 0, heuristic.Best is { Cost: 0 }, 0, 0), false);
        }

        // Most circuits are settled with little effort; only the others are worth more.
        ExactResult quick = exact.Run(first, settings.Effort / QuickShare);
        if (quick.IsComplete)
        {
            return new(quick, !ReferenceEquals(quick.Best, first));
        }

        heuristic.Improve();
        Separated? better = heuristic.Best;
        bool isExact = quick.Best is { } found && !ReferenceEquals(found, first)
            && (better is null || !Exactness.IsBelow(better.Cost, found.Cost));
        Separated? best = isExact ? quick.Best : better;
        ExactResult result = exact.Run(best, settings.Effort);
        return new(
            result with
            {
                LowerBound = Math.Max(quick.LowerBound, result.LowerBound),
                NodeCount = quick.NodeCount + result.NodeCount,
                Work = quick.Work + result.Work,
            },
            isExact || !ReferenceEquals(result.Best, best));
    }

    // The same parts under the numbers that the capacities give them.
    private static int[]? Placed(CutGraph piece, Capacities capacities, int[] known)
    {
        int[] parts = Coarsening.Numbered(known);
        int[]? places = capacities.Place(piece.Contract(parts).Widths, out _);
        return places is null ? null : [.. parts.Select(p => places[p])];
    }

    // Vertex to component; -1 for a lone qubit, which fits anywhere.
    private static int[] Components(CutGraph graph, FinderLimits limits)
    {
        bool isBound = limits.FragmentCount is not null || limits.CutCount is not null || limits.Widths.Count > 1;
        var sets = new DisjointSets(graph.VertexCount);
        int first = -1;
        foreach (CutEdge edge in graph.Edges)
        {
            first = first < 0 ? edge.From : first;
            sets.Join(edge.From, isBound ? first : edge.To);
            sets.Join(edge.From, edge.To);
        }

        bool[] isAlone = Enumerable.Repeat(true, graph.VertexCount).ToArray();
        foreach (CutEdge edge in graph.Edges)
        {
            isAlone[edge.From] = isAlone[edge.To] = false;
        }

        // A lone vertex of several qubits needs its room.
        int[] kept = [.. Enumerable.Range(0, graph.VertexCount).Where(v => !isAlone[v] || graph.Widths[v] > 1)];
        int[] numbers = Coarsening.Numbered(kept.Select(v => isBound ? 0 : sets.Root(v)));
        int[] components = Enumerable.Repeat(-1, graph.VertexCount).ToArray();
        for (int i = 0; i < kept.Length; i++)
        {
            components[kept[i]] = numbers[i];
        }

        return components;
    }

}
