namespace CutAwareQnn.Cutting;

/// <summary>
/// Improves a parting by what cuts between the same two parts cost together: one vertex moves, or two change places, wherever that
/// lowers the sum over the pairs of parts of <see cref="JointPrice.Of"/>, until nothing does.
/// </summary>
internal sealed class PairRefinement
{
    private const int MostPasses = 8;
    private const int MostExchanged = 200;
    private const int MostParts = 1_000;

    private readonly CutGraph _graph;
    private readonly Capacities _capacities;
    private readonly int[] _partOf;
    private readonly int _partCount;
    private readonly int[] _widths;
    private readonly double[] _between;
    private readonly double[] _pull;

    private PairRefinement(CutGraph graph, Capacities capacities, int[] partOf)
    {
        _graph = graph;
        _capacities = capacities;
        _partOf = partOf;
        _partCount = partOf.Max() + 1;
        _widths = new int[_partCount];
        _between = new double[_partCount * _partCount];
        _pull = new double[_partCount];
        for (int v = 0; v < partOf.Length; v++)
        {
            _widths[partOf[v]] += graph.Widths[v];
        }

        foreach (CutEdge edge in graph.Edges)
        {
            if (partOf[edge.From] == partOf[edge.To])
            {
                _widths[partOf[edge.From]] -= edge.Saving;
            }
            else
            {
                Add(partOf[edge.From], partOf[edge.To], edge.Cost);
            }
        }
    }

    /// <summary>Improves a parting that keeps to the capacities, in place.</summary>
    /// <param name="graph">The graph whose costs are the cuts' weights.</param>
    public static void Run(CutGraph graph, Capacities capacities, int[] partOf)
    {
        if (partOf.Max() >= MostParts)
        {
            return;
        }

        var refinement = new PairRefinement(graph, capacities, partOf);
        for (int pass = 0; pass < MostPasses && refinement.Pass(); pass++)
        {
        }
    }

    private bool Pass()
    {
        bool isBetter = false;
        for (int v = 0; v < _graph.VertexCount; v++)
        {
            isBetter |= MoveBest(v) || (_graph.VertexCount <= MostExchanged && Exchange(v));
        }

        return isBetter;
    }

    private bool MoveBest(int v)
    {
        int best = -1;
        double least = -Exactness.Tolerance(0);
        foreach (int to in Around(v))
        {
            double change = _widths[to] + Added(v, to) <= _capacities[to] ? Change(v, to) : 0;
            if (change < least)
            {
                least = change;
                best = to;
            }
        }

        if (best >= 0)
        {
            Move(v, best);
        }

        return best >= 0;
    }

    private bool Exchange(int v)
    {
        int own = _partOf[v];
        foreach (int to in Around(v))
        {
            double there = Change(v, to);
            Move(v, to);
            for (int u = 0; u < _graph.VertexCount; u++)
            {
                if (_partOf[u] != to || u == v || there + Change(u, own) >= -Exactness.Tolerance(0))
                {
                    continue;
                }

                Move(u, own);
                if (_widths[own] <= _capacities[own] && _widths[to] <= _capacities[to])
                {
                    return true;
                }

                Move(u, to);
            }

            Move(v, own);
        }

        return false;
    }

    private int[] Around(int v)
    {
        var parts = new SortedSet<int>();
        for (int slot = _graph.First(v); slot < _graph.First(v + 1); slot++)
        {
            parts.Add(_partOf[_graph.Neighbor(slot)]);
        }

        parts.Remove(_partOf[v]);
        return [.. parts];
    }

    private int Added(int v, int part)
    {
        int width = _graph.Widths[v];
        for (int slot = _graph.First(v); slot < _graph.First(v + 1); slot++)
        {
            width -= _partOf[_graph.Neighbor(slot)] == part ? _graph.Saving(slot) : 0;
        }

        return width;
    }

    // By how much the price of all pairs grows when a vertex moves.
    private double Change(int v, int to)
    {
        int own = _partOf[v];
        for (int slot = _graph.First(v); slot < _graph.First(v + 1); slot++)
        {
            _pull[_partOf[_graph.Neighbor(slot)]] += _graph.Cost(slot);
        }

        double change = Change(own, to, _pull[own] - _pull[to]);
        _pull[own] = _pull[to] = 0;
        for (int slot = _graph.First(v); slot < _graph.First(v + 1); slot++)
        {
            int part = _partOf[_graph.Neighbor(slot)];
            if (_pull[part] > 0)
            {
                change += Change(own, part, -_pull[part]) + Change(to, part, _pull[part]);
                _pull[part] = 0;
            }
        }

        return change;
    }

    private double Change(int a, int b, double weight)
    {
        double before = _between[(a * _partCount) + b];
        return JointPrice.Of(before + weight) - JointPrice.Of(before);
    }

    private void Move(int v, int to)
    {
        int from = _partOf[v];
        _widths[to] += Added(v, to);
        _partOf[v] = to;
        _widths[from] -= Added(v, from);
        for (int slot = _graph.First(v); slot < _graph.First(v + 1); slot++)
        {
            int part = _partOf[_graph.Neighbor(slot)];
            if (part != from)
            {
                Add(from, part, -_graph.Cost(slot));
            }

            if (part != to)
            {
                Add(to, part, _graph.Cost(slot));
            }
        }
    }

    private void Add(int a, int b, double weight)
    {
        _between[(a * _partCount) + b] += weight;
        _between[(b * _partCount) + a] += weight;
    }
}
