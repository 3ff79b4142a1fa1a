using System.Threading;

namespace CutAwareQnn.Cutting;

/// <summary>Parts a graph: heuristic first, then exact; connected components by themselves where no limit binds them together.</summary>
internal static class GraphSearch
{
    // The exact search keeps a matrix of all pairs.
    private const int LargestMatrix = 1500;

    public static GraphResult Run(CutGraph graph, FinderLimits limits, FinderSettings settings, CancellationToken cancellation)
    {
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
            CutGraph piece = Restrict(graph, members);
            PieceResult found = RunPiece(piece, limits, settings with { Effort = Math.Max(0, effort) }, cancellation);
            if (found.Result.Best is not { } best)
            {
                return new(null, double.PositiveInfinity, found.Result.IsComplete, false, nodes);
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
        }

        // A vertex by itself is as well off in any part, best in one of its own.
        for (int v = 0; v < partOf.Length; v++)
        {
            partOf[v] = partOf[v] < 0 ? partCount++ : partOf[v];
        }

        return new(Separated.Of(graph, partOf), lower, isComplete, isFoundExactly, nodes);
    }

    private static PieceResult RunPiece(CutGraph piece, FinderLimits limits, FinderSettings settings, CancellationToken cancellation)
    {
        var capacities = new Capacities(limits, piece.VertexCount);
        Separated? heuristic = HeuristicSearch.Run(piece, capacities, limits.CutCount, settings, cancellation);
        if (heuristic is { Cost: 0 })
        {
            return new(new(heuristic, 0, true, 0, 0), false);
        }

        if (piece.VertexCount > LargestMatrix)
        {
            return new(new(heuristic, 0, false, 0, 0), false);
        }

        ExactResult exact = ExactSearch.Run(piece, capacities, limits.CutCount, heuristic, settings.Effort, cancellation);
        return new(exact, !ReferenceEquals(exact.Best, heuristic));
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

    private static CutGraph Restrict(CutGraph graph, int[] members)
    {
        int[] index = Enumerable.Repeat(-1, graph.VertexCount).ToArray();
        for (int i = 0; i < members.Length; i++)
        {
            index[members[i]] = i;
        }

        return new(
            members.Select(v => graph.Widths[v]).ToArray(),
            graph.Edges.Where(e => index[e.From] >= 0 && index[e.To] >= 0).Select(e => e with { From = index[e.From], To = index[e.To] }),
            members.Select(v => graph.Qubits[v]).ToArray());
    }

    private sealed record PieceResult(ExactResult Result, bool IsFoundExactly);
}

/// <summary>What is known about a graph's parting.</summary>
/// <param name="Best">The cheapest way found; null if none is.</param>
/// <param name="LowerBound">No way costs less, in Σ log γ.</param>
/// <param name="IsComplete">Whether the best is proven, or that there is none.</param>
/// <param name="IsFoundExactly">Whether the exact search bettered the heuristic.</param>
/// <param name="NodeCount">Nodes of the exact search.</param>
internal sealed record GraphResult(Separated? Best, double LowerBound, bool IsComplete, bool IsFoundExactly, long NodeCount);
