namespace CutAwareQnn.Cutting;

/// <summary>Joins the pairs of vertices that belong together most, a share of them at a time, while they fit into one part.</summary>
internal static class Coarsening
{
    /// <summary>Returns the group of every vertex; null where no pair fits.</summary>
    /// <param name="widest">Qubits of the widest group allowed.</param>
    /// <param name="exponent">How much wide vertices are held back: the score is cost / (product of widths)^exponent; 0, ½ or 1.</param>
    /// <param name="share">Which part of the pairs that could be joined are; in (0, 1].</param>
    /// <param name="noise">Scores vary by up to this part.</param>
    /// <param name="random">Draws the noise.</param>
    /// <param name="partOf">The parts of which a pair must share one; null where there are none yet.</param>
    public static int[]? Join(
        CutGraph graph, int widest, double exponent, double share, double noise, FinderRandom random, int[]? partOf = null)
    {
        var pairs = new List<(double Score, int A, int B)>();
        foreach (CutEdge edge in graph.Edges)
        {
            if (graph.Widths[edge.From] + graph.Widths[edge.To] - edge.Saving <= widest
                && (partOf is null || partOf[edge.From] == partOf[edge.To]))
            {
                double widths = graph.Widths[edge.From] * (double)graph.Widths[edge.To];
                double held = exponent == 0 ? 1 : exponent < 1 ? Math.Sqrt(widths) : widths;
                pairs.Add((edge.Cost / held * (1 + (noise * random.Next())), edge.From, edge.To));
            }
        }

        if (pairs.Count == 0)
        {
            return null;
        }

        var matching = new List<(int A, int B)>();
        bool[] taken = new bool[graph.VertexCount];
        foreach ((double _, int a, int b) in pairs.OrderByDescending(p => p.Score))
        {
            if (!taken[a] && !taken[b])
            {
                taken[a] = taken[b] = true;
                matching.Add((a, b));
            }
        }

        int count = Math.Max(1, (int)(matching.Count * share));
        var sets = new DisjointSets(graph.VertexCount);
        for (int i = 0; i < count; i++)
        {
            sets.Join(matching[i].A, matching[i].B);
        }

        return Numbered(Enumerable.Range(0, graph.VertexCount).Select(sets.Root));
    }

    /// <summary>Groups named by anything, numbered from 0 in the order in which they first occur.</summary>
    public static int[] Numbered<T>(IEnumerable<T> names)
        where T : notnull
    {
        var numbers = new Dictionary<T, int>();
        var groups = new List<int>();
        foreach (T name in names)
        {
            if (!numbers.TryGetValue(name, out int number))
            {
                number = numbers.Count;
                numbers.Add(name, number);
            }

            groups.Add(number);
        }

        return [.. groups];
    }
}
