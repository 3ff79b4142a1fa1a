namespace CutAwareQnn.Cutting;

/// <summary>
/// An order made better piece by piece: below each node of the tree of contractions the largest tensors are opened until a handful
/// are side by side, and these are put in their optimal order.
/// </summary>
internal sealed class ImprovedOrder
{
    private const int RegionSize = 8;
    private const int MaxRounds = 8;

    // Costs are sums of products of integers; less than this is their rounding.
    private const double LeastGain = 1e-9;

    private readonly ContractionGraph _graph;
    private readonly ContractionStep[] _steps;
    private readonly double[] _sizes;

    private ImprovedOrder(ContractionGraph graph, IReadOnlyList<ContractionStep> steps)
    {
        _graph = graph;
        _steps = [.. steps];
        _sizes = [.. ContractionCost.Of(graph, steps).Sizes];
    }

    private int Root => _graph.Count + _steps.Length - 1;

    /// <summary>Finds an order at most as expensive as the given one.</summary>
    public static List<ContractionStep> Find(ContractionGraph graph, IReadOnlyList<ContractionStep> steps)
    {
        var order = new ImprovedOrder(graph, steps);
        for (int round = 0; round < MaxRounds && order.Improve(); round++)
        {
        }

        return order.Renumbered();
    }

    private bool Improve()
    {
        bool improved = false;
        for (int node = _graph.Count; node <= Root; node++)
        {
            improved |= ImproveBelow(node);
        }

        return improved;
    }

    private bool ImproveBelow(int top)
    {
        // The region's tensors, and the nodes inside it that its steps may be written to, the top last.
        List<int> tensors = [_steps[top - _graph.Count].Left, _steps[top - _graph.Count].Right];
        List<int> inner = [top];
        while (tensors.Count < RegionSize && tensors.Any(t => t >= _graph.Count))
        {
            int opened = tensors.Where(t => t >= _graph.Count).OrderByDescending(t => _sizes[t]).First();
            tensors.Remove(opened);
            inner.Insert(0, opened);
            tensors.Add(_steps[opened - _graph.Count].Left);
            tensors.Add(_steps[opened - _graph.Count].Right);
        }

        if (tensors.Count < 3)
        {
            return false;
        }

        ContractionGraph region = _graph.Merge([.. tensors.Select(Leaves)]);
        var current = ContractionCost.Of(region, Local(tensors, inner));
        List<ContractionStep> steps = OptimalOrder.Find(region);
        var best = ContractionCost.Of(region, steps);
        if (!(best.Cost < current.Cost * (1 - LeastGain)))
        {
            return false;
        }

        int Global(int node) => node < tensors.Count ? tensors[node] : inner[node - tensors.Count];
        for (int s = 0; s < steps.Count; s++)
        {
            _steps[inner[s] - _graph.Count] = new(Global(steps[s].Left), Global(steps[s].Right));
            _sizes[inner[s]] = best.Sizes[tensors.Count + s];
        }

        return true;
    }

    // The region's present steps in its own numbering. Inner nodes are listed bottom up: an opened node was put before those above it.
    private List<ContractionStep> Local(List<int> tensors, List<int> inner)
    {
        int Index(int node) => tensors.Contains(node) ? tensors.IndexOf(node) : tensors.Count + inner.IndexOf(node);
        return [.. inner.Select(node => _steps[node - _graph.Count]).Select(s => new ContractionStep(Index(s.Left), Index(s.Right)))];
    }

    private int[] Leaves(int node)
    {
        var leaves = new List<int>();
        var open = new Stack<int>([node]);
        while (open.Count > 0)
        {
            int next = open.Pop();
            if (next < _graph.Count)
            {
                leaves.Add(next);
            }
            else
            {
                open.Push(_steps[next - _graph.Count].Left);
                open.Push(_steps[next - _graph.Count].Right);
            }
        }

        return [.. leaves];
    }

    // Steps in an order in which every node is made before it is used.
    private List<ContractionStep> Renumbered()
    {
        var steps = new List<ContractionStep>();
        var numbers = new Dictionary<int, int>();
        var open = new Stack<(int Node, bool IsReady)>([(Root, false)]);
        while (open.Count > 0)
        {
            (int node, bool isReady) = open.Pop();
            if (node < _graph.Count)
            {
                numbers[node] = node;
                continue;
            }

            ContractionStep step = _steps[node - _graph.Count];
            if (isReady)
            {
                steps.Add(new(numbers[step.Left], numbers[step.Right]));
                numbers[node] = _graph.Count + steps.Count - 1;
                continue;
            }

            open.Push((node, true));
            open.Push((step.Right, false));
            open.Push((step.Left, false));
        }

        return steps;
    }
}
