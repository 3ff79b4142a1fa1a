namespace CutAwareQnn.Lowering;

/// <summary>A smallest set of vertices of a bipartite graph that touches every edge.</summary>
/// <param name="First">For each vertex of the first side whether it belongs to the set.</param>
/// <param name="Second">The same for the second side.</param>
internal sealed record VertexCover(bool[] First, bool[] Second)
{
    private const int None = -1;

    /// <summary>Creates all of the second side.</summary>
    public static VertexCover OfAllSecond(int firstCount, int secondCount) =>
        new(new bool[firstCount], [.. Enumerable.Repeat(true, secondCount)]);

    /// <summary>Creates a smallest cover, from a largest matching by König's theorem; the first side is preferred where both do.</summary>
    /// <param name="edges">Each once.</param>
    public static VertexCover Smallest(int firstCount, int secondCount, IEnumerable<(int First, int Second)> edges)
    {
        List<int>[] neighbours = [.. Enumerable.Range(0, firstCount).Select(_ => new List<int>())];
        foreach ((int first, int second) in edges)
        {
            neighbours[first].Add(second);
        }

        int[] partnerOfFirst = [.. Enumerable.Repeat(None, firstCount)];
        int[] partnerOfSecond = [.. Enumerable.Repeat(None, secondCount)];
        for (int first = 0; first < firstCount; first++)
        {
            Augment(first, neighbours, partnerOfFirst, partnerOfSecond);
        }

        // What alternating paths reach from the unmatched vertices of the first side.
        bool[] reachedFirst = [.. partnerOfFirst.Select(partner => partner == None)];
        bool[] reachedSecond = new bool[secondCount];
        var open = new Queue<int>(Enumerable.Range(0, firstCount).Where(f => reachedFirst[f]));
        while (open.Count > 0)
        {
            foreach (int second in neighbours[open.Dequeue()])
            {
                int partner = partnerOfSecond[second];
                reachedSecond[second] = true;
                if (partner != None && !reachedFirst[partner])
                {
                    reachedFirst[partner] = true;
                    open.Enqueue(partner);
                }
            }
        }

        return new([.. reachedFirst.Select(reached => !reached)], reachedSecond);
    }

    // Breadth first along alternating paths to an unmatched vertex of the second side; the path is then matched the other way round.
    private static void Augment(int start, List<int>[] neighbours, int[] partnerOfFirst, int[] partnerOfSecond)
    {
        var cameFrom = new Dictionary<int, int>();
        var open = new Queue<int>([start]);
        while (open.Count > 0)
        {
            int first = open.Dequeue();
            foreach (int second in neighbours[first])
            {
                if (cameFrom.ContainsKey(second))
                {
                    continue;
                }

                cameFrom.Add(second, first);
                if (partnerOfSecond[second] != None)
                {
                    open.Enqueue(partnerOfSecond[second]);
                    continue;
                }

                for (int end = second; end != None;)
                {
                    int own = cameFrom[end];
                    (end, partnerOfFirst[own], partnerOfSecond[end]) = (partnerOfFirst[own], end, own);
                }

                return;
            }
        }
    }
}
