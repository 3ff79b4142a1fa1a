namespace CutAwareQnn.Cutting;

/// <summary>
/// The cheapest order of all, outer products included, by dynamic programming: the best order of every subset of the tensors from
/// the best orders of its two parts. Of equally cheap ones the one with the lowest peak.
/// </summary>
/// <remarks>
/// 3^n/2 pairs of parts: some milliseconds for 12. Pfeifer, Haegeman, Verstraete, PRE 90, 033315 (2014), arXiv:1304.6112.
/// </remarks>
internal sealed class OptimalOrder
{
    /// <summary>Most tensors.</summary>
    public const int MaxCount = 12;

    private readonly int _count;
    private readonly double[][] _links;
    private readonly double[] _size;
    private readonly double[] _cost;
    private readonly double[] _peak;
    private readonly int[] _part;

    private OptimalOrder(ContractionGraph graph)
    {
        _count = graph.Count;
        int subsets = 1 << _count;
        _links = [.. Enumerable.Range(0, _count).Select(node => ProductsOverSubsets(graph, node, subsets))];
        _size = [.. Enumerable.Range(0, subsets).Select(subset => Size(graph, subset))];
        _cost = new double[subsets];
        _peak = new double[subsets];
        _part = new int[subsets];
        for (int subset = 1; subset < subsets; subset++)
        {
            if ((subset & (subset - 1)) == 0)
            {
                _peak[subset] = _size[subset];
            }
            else
            {
                Choose(subset);
            }
        }
    }

    /// <summary>Finds the steps; tensor <c>i</c> is node <c>i</c>, and step <c>s</c> makes node <c>count + s</c>.</summary>
    /// <param name="graph">From 1 to <see cref="MaxCount"/> tensors.</param>
    public static List<ContractionStep> Find(ContractionGraph graph)
    {
        var order = new OptimalOrder(graph);
        var steps = new List<ContractionStep>();
        order.Write((1 << graph.Count) - 1, steps);
        return steps;
    }

    private static double[] ProductsOverSubsets(ContractionGraph graph, int node, int subsets)
    {
        double[] products = new double[subsets];
        products[0] = 1;
        for (int subset = 1; subset < subsets; subset++)
        {
            int lowest = Lowest(subset);
            products[subset] = products[subset & (subset - 1)] * (graph.Links(node).TryGetValue(lowest, out double link) ? link : 1);
        }

        return products;
    }

    private static int Lowest(int subset)
    {
        int node = 0;
        while ((subset >> node & 1) == 0)
        {
            node++;
        }

        return node;
    }

    private double Size(ContractionGraph graph, int subset)
    {
        double size = 1;
        for (int node = 0; node < _count; node++)
        {
            size *= (subset >> node & 1) == 0 ? 1 : graph.Open(node) * _links[node][~subset & ((1 << _count) - 1)];
        }

        return size;
    }

    // The first part holds the subset's lowest node, so that no pair of parts is looked at twice.
    private void Choose(int subset)
    {
        int others = subset & (subset - 1);
        double bestCost = double.PositiveInfinity;
        double bestPeak = double.PositiveInfinity;
        int best = subset ^ others;
        for (int second = others; second > 0; second = (second - 1) & others)
        {
            int first = subset ^ second;
            double cost = _cost[first] + _cost[second];
            if (cost > bestCost)
            {
                continue;
            }

            cost += _size[subset] * Shared(first, second);
            double peak = Math.Max(Math.Max(_peak[first], _peak[second]), _size[first] + _size[second] + _size[subset]);
            if (cost < bestCost || (cost == bestCost && peak < bestPeak))
            {
                (bestCost, bestPeak, best) = (cost, peak, first);
            }
        }

        (_cost[subset], _peak[subset], _part[subset]) = (bestCost, bestPeak, best);
    }

    private double Shared(int first, int second)
    {
        double shared = 1;
        for (int node = 0; first >> node != 0; node++)
        {
            shared *= (first >> node & 1) == 0 ? 1 : _links[node][second];
        }

        return shared;
    }

    private int Write(int subset, List<ContractionStep> steps)
    {
        if ((subset & (subset - 1)) == 0)
        {
            return Lowest(subset);
        }

        int left = Write(_part[subset], steps);
        int right = Write(subset ^ _part[subset], steps);
        steps.Add(new(left, right));
        return _count + steps.Count - 1;
    }
}
