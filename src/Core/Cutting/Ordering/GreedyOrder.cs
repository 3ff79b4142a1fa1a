namespace CutAwareQnn.Cutting;

/// <summary>Orders found pair by pair: always the linked pair that a criterion likes best, then the cheapest, then the first.</summary>
internal sealed class GreedyOrder
{
    private readonly List<SortedDictionary<int, double>> _links;
    private readonly List<double> _open;
    private readonly List<double> _size;
    private readonly SortedSet<int> _live;

    private GreedyOrder(ContractionGraph graph)
    {
        _links =
        [
            .. Enumerable.Range(0, graph.Count)
                .Select(n => new SortedDictionary<int, double>(graph.Links(n).ToDictionary(l => l.Key, l => l.Value))),
        ];
        _open = [.. Enumerable.Range(0, graph.Count).Select(graph.Open)];
        _size = [.. Enumerable.Range(0, graph.Count).Select(graph.Size)];
        _live = [.. Enumerable.Range(0, graph.Count)];
    }

    /// <summary>
    /// What a pair is judged by, from the sizes of its two tensors and of their contraction, and its work; the least is best.
    /// </summary>
    public delegate double Criterion(double left, double right, double result, double work);

    /// <summary>The criteria worth trying: none is best on every network.</summary>
    public static IReadOnlyList<Criterion> Criteria { get; } =
    [
        (left, right, result, _) => result - left - right,
        (left, right, result, _) => result - Math.Max(left, right),
        (left, right, result, _) => result / left / right,
        (_, _, result, _) => result,
        (_, _, _, work) => work,
    ];

    /// <summary>Finds the steps; tensor <c>i</c> is node <c>i</c>, and step <c>s</c> makes node <c>count + s</c>.</summary>
    public static List<ContractionStep> Find(ContractionGraph graph, Criterion criterion)
    {
        var order = new GreedyOrder(graph);
        var steps = new List<ContractionStep>();
        while (order._live.Count > 1)
        {
            ContractionStep step = order.Best(criterion) ?? order.Smallest();
            order.Merge(step);
            steps.Add(step);
        }

        return steps;
    }

    private ContractionStep? Best(Criterion criterion)
    {
        ContractionStep? best = null;
        double least = double.PositiveInfinity;
        double leastWork = double.PositiveInfinity;
        foreach (int a in _live)
        {
            foreach (KeyValuePair<int, double> link in _links[a])
            {
                if (link.Key < a)
                {
                    continue;
                }

                double result = _size[a] / link.Value * (_size[link.Key] / link.Value);
                double work = result * link.Value;
                double score = criterion(_size[a], _size[link.Key], result, work);

                // Sizes may overflow and scores be no numbers; any pair will do then.
                if (best is null || score < least || (score == least && work < leastWork))
                {
                    (best, least, leastWork) = (new(a, link.Key), score, work);
                }
            }
        }

        return best;
    }

    // Parts without a common index are joined by outer products, the smallest first.
    private ContractionStep Smallest()
    {
        int[] two = [.. _live.OrderBy(node => _size[node]).ThenBy(node => node).Take(2)];
        return new(Math.Min(two[0], two[1]), Math.Max(two[0], two[1]));
    }

    private void Merge(ContractionStep step)
    {
        int merged = _links.Count;
        var links = new SortedDictionary<int, double>();
        foreach (int part in new[] { step.Left, step.Right })
        {
            _live.Remove(part);
            foreach (KeyValuePair<int, double> link in _links[part].Where(l => l.Key != step.Left && l.Key != step.Right))
            {
                links[link.Key] = (links.TryGetValue(link.Key, out double known) ? known : 1) * link.Value;
            }
        }

        foreach (KeyValuePair<int, double> link in links)
        {
            _links[link.Key].Remove(step.Left);
            _links[link.Key].Remove(step.Right);
            _links[link.Key][merged] = link.Value;
        }

        _links.Add(links);
        _open.Add(_open[step.Left] * _open[step.Right]);
        _size.Add(links.Values.Aggregate(_open[merged], (size, dimension) => size * dimension));
        _live.Add(merged);
    }
}
