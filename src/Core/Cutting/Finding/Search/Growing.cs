namespace CutAwareQnn.Cutting;

/// <summary>Fills parts one after another, each with the vertex that what is in it already pulls most.</summary>
internal static class Growing
{
    /// <summary>Returns the part of every vertex; null where a vertex found no room.</summary>
    /// <param name="isEven">Whether parts are filled to the average rather than to the brim.</param>
    public static int[]? Run(CutGraph graph, Capacities capacities, bool isEven, FinderRandom random)
    {
        int count = graph.VertexCount;
        int[] partOf = Enumerable.Repeat(-1, count).ToArray();
        int[] order = random.Order(count);
        double[] pull = new double[count];
        int left = count;
        int leftWidth = graph.Widths.Sum();
        int most = capacities.PartCount(count);
        int needed = capacities.IsLimited ? most : Math.Max(1, (leftWidth + capacities.Widest - 1) / capacities.Widest);
        for (int part = 0; left > 0 && part < most; part++)
        {
            int average = (leftWidth + Math.Max(needed - part, 1) - 1) / Math.Max(needed - part, 1);
            int room = isEven ? Math.Min(capacities[part], Math.Max(average, 1)) : capacities[part];
            int width = 0;
            Array.Clear(pull, 0, count);
            while (true)
            {
                int best = -1;
                foreach (int v in order)
                {
                    if (partOf[v] < 0 && (best < 0 || pull[v] > pull[best]) && Added(v, part) + width <= room)
                    {
                        best = v;
                    }
                }

                // An empty part takes a vertex wider than the average.
                if (best < 0 && width == 0)
                {
                    best = order.Where(v => partOf[v] < 0 && graph.Widths[v] <= capacities[part]).DefaultIfEmpty(-1).First();
                }

                if (best < 0)
                {
                    break;
                }

                int added = Added(best, part);
                partOf[best] = part;
                width += added;
                leftWidth -= added;
                left--;
                for (int slot = graph.First(best); slot < graph.First(best + 1); slot++)
                {
                    pull[graph.Neighbor(slot)] += graph.Cost(slot);
                }
            }
        }

        return left == 0 ? partOf : null;

        int Added(int v, int part)
        {
            int width = graph.Widths[v];
            for (int slot = graph.First(v); slot < graph.First(v + 1); slot++)
            {
                width -= partOf[graph.Neighbor(slot)] == part ? graph.Saving(slot) : 0;
            }

            return width;
        }
    }
}
