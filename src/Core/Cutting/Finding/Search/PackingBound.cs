namespace CutAwareQnn.Cutting;

/// <summary>
/// A proven lower bound on what remains to be paid. Somewhere on a path between two groups that may not be joined a cut must lie,
/// and somewhere in a tree of groups that are together too wide. Such paths and trees are laid over the graph, each taking its
/// cheapest edge's cost from all of its edges, until none is left: what they took is due in any case.
/// </summary>
/// <remarks>A packing is dual to the linear relaxation of "cut at least one edge of each", hence never above the optimum.</remarks>
internal sealed class PackingBound(int vertexCount, int widest)
{
    private const double Spent = 1e-12;

    private readonly int[] _first = new int[vertexCount + 1];
    private readonly int[] _parentSlot = new int[vertexCount];
    private readonly int[] _queue = new int[vertexCount];
    private readonly int[] _seen = new int[vertexCount];
    private readonly int[] _children = new int[vertexCount];
    private int[] _to = [];
    private int[] _twin = [];
    private double[] _left = [];
    private int _stamp;
    private long _mostWork;
    private ContractedGraph _graph = null!;

    /// <summary>Edges looked at by the last bound.</summary>
    public long Work { get; private set; }

    /// <summary>
    /// Computes the bound; stops where it reaches <paramref name="enough"/>, and after <paramref name="mostWork"/> edges.
    /// </summary>
    /// <param name="order">The groups' positions in the order in which paths and trees start; null for their own.</param>
    public double Of(ContractedGraph graph, double enough, long mostWork, int[]? order = null)
    {
        _graph = graph;
        _mostWork = mostWork;
        int count = graph.AliveCount;
        Work = count;
        ReadEdges();
        double bound = 0;
        for (int s = 0; s < count && bound < enough; s++)
        {
            bound += Paths(order?[s] ?? s, enough - bound);
        }

        for (int s = 0; s < count && bound < enough; s++)
        {
            bound += Trees(order?[s] ?? s, enough - bound);
        }

        return bound;
    }

    private void ReadEdges()
    {
        int count = _graph.AliveCount;
        int slots = 0;
        for (int a = 0; a < count; a++)
        {
            _first[a] = slots;
            for (int b = 0; b < count; b++)
            {
                int from = _graph.Alive(a);
                int to = _graph.Alive(b);
                double cost = a == b ? 0 : _graph.CostBetween(from, to);
                if (cost <= Spent || _graph.AreApart(from, to))
                {
                    continue;
                }

                if (slots == _to.Length)
                {
                    Array.Resize(ref _to, Math.Max(16, 2 * slots));
                    Array.Resize(ref _left, _to.Length);
                    Array.Resize(ref _twin, _to.Length);
                }

                _to[slots] = b;
                _left[slots] = cost;
                if (b < a)
                {
                    // Rows are read in order, so the other direction has its slot already.
                    int twin = Array.BinarySearch(_to, _first[b], _first[b + 1] - _first[b], a);
                    _twin[slots] = twin;
                    _twin[twin] = slots;
                }

                slots++;
            }
        }

        _first[count] = slots;
        Work += slots;
    }

    // Shortest paths from a group to one it must be apart from.
    private double Paths(int start, double enough)
    {
        double taken = 0;
        while (taken < enough && Work < _mostWork)
        {
            int end = Reach(start);
            if (end < 0)
            {
                break;
            }

            double least = double.PositiveInfinity;
            for (int v = end; v != start; v = _to[_twin[_parentSlot[v]]])
            {
                least = Math.Min(least, _left[_parentSlot[v]]);
            }

            for (int v = end; v != start; v = _to[_twin[_parentSlot[v]]])
            {
                Take(_parentSlot[v], least);
            }

            taken += least;
        }

        return taken;
    }

    private int Reach(int start)
    {
        _stamp++;
        _seen[start] = _stamp;
        _queue[0] = start;
        int source = _graph.Alive(start);
        for (int head = 0, tail = 1; head < tail; head++)
        {
            int v = _queue[head];
            for (int slot = _first[v]; slot < _first[v + 1]; slot++)
            {
                Work++;
                int next = _to[slot];
                if (_left[slot] <= Spent || _seen[next] == _stamp)
                {
                    continue;
                }

                _seen[next] = _stamp;
                _parentSlot[next] = slot;
                if (_graph.AreApart(source, _graph.Alive(next)))
                {
                    return next;
                }

                _queue[tail++] = next;
            }
        }

        return -1;
    }

    // Trees around a group that are too wide, grown along what is dearest.
    private double Trees(int start, double enough)
    {
        double taken = 0;
        while (taken < enough && Work < _mostWork)
        {
            int count = Grow(start);
            if (count == 0)
            {
                break;
            }

            double least = double.PositiveInfinity;
            for (int i = 1; i < count; i++)
            {
                least = Math.Min(least, _left[_parentSlot[_queue[i]]]);
            }

            for (int i = 1; i < count; i++)
            {
                Take(_parentSlot[_queue[i]], least);
            }

            taken += least;
        }

        return taken;
    }

    // The tree's groups are the first of the queue; 0 if all that can be reached is narrow enough.
    private int Grow(int start)
    {
        _stamp++;
        _seen[start] = _stamp;
        _queue[0] = start;
        int size = 1;
        int width = _graph.QubitCount(_graph.Alive(start));
        QubitSet? qubits = _graph.Qubits(_graph.Alive(start));
        while (width <= widest)
        {
            int best = -1;
            for (int i = 0; i < size; i++)
            {
                for (int slot = _first[_queue[i]]; slot < _first[_queue[i] + 1]; slot++)
                {
                    Work++;
                    if (_left[slot] > Spent && _seen[_to[slot]] != _stamp && (best < 0 || _left[slot] > _left[best] + Spent))
                    {
                        best = slot;
                    }
                }
            }

            if (best < 0)
            {
                return 0;
            }

            int next = _to[best];
            _seen[next] = _stamp;
            _parentSlot[next] = best;
            _children[next] = 0;
            _queue[size++] = next;
            qubits = qubits?.Union(_graph.Qubits(_graph.Alive(next))!);
            width = qubits?.Count ?? (width + _graph.QubitCount(_graph.Alive(next)));
        }

        return qubits is null ? Prune(size, width) : size;
    }

    // Leaves without which the tree is too wide still are left out: what they would cost stays for others.
    private int Prune(int size, int width)
    {
        for (int i = 1; i < size; i++)
        {
            _children[_to[_twin[_parentSlot[_queue[i]]]]] = 0;
        }

        for (int i = 1; i < size; i++)
        {
            _children[_to[_twin[_parentSlot[_queue[i]]]]]++;
        }

        for (int i = size - 1; i > 0; i--)
        {
            int leaf = _queue[i];
            int own = _graph.QubitCount(_graph.Alive(leaf));
            if (_children[leaf] == 0 && width - own > widest)
            {
                width -= own;
                _children[_to[_twin[_parentSlot[leaf]]]]--;
                Array.Copy(_queue, i + 1, _queue, i, size - i - 1);
                size--;
            }
        }

        return size;
    }

    private void Take(int slot, double amount)
    {
        _left[slot] -= amount;
        _left[_twin[slot]] -= amount;
    }
}
