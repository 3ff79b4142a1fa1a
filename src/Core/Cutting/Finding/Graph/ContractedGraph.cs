namespace CutAwareQnn.Cutting;

/// <summary>
/// A state of the exact search: vertices already joined to groups, and pairs of groups that may never be joined, because they were
/// parted or are too wide together. What lies between such pairs is paid for. Every step can be taken back.
/// </summary>
internal sealed class ContractedGraph
{
    private readonly int _count;
    private readonly int _widest;
    private readonly double[] _costs;
    private readonly int[] _cutCounts;
    private readonly int[] _savings;
    private readonly bool[] _apart;
    private readonly int[] _widths;
    private readonly QubitSet[]? _qubits;
    private readonly int[] _alive;
    private readonly int[] _place;
    private readonly Stack<Step> _steps = new();
    private readonly Stack<Saved> _spare = new();

    public ContractedGraph(CutGraph graph, int widest)
    {
        _count = graph.VertexCount;
        _widest = widest;
        _costs = new double[_count * _count];
        _cutCounts = new int[_count * _count];
        _savings = new int[_count * _count];
        _apart = new bool[_count * _count];
        _widths = [.. graph.Widths];
        _qubits = graph.HasSavings ? [.. graph.Qubits.Select(q => new QubitSet(q))] : null;
        _alive = Enumerable.Range(0, _count).ToArray();
        _place = Enumerable.Range(0, _count).ToArray();
        AliveCount = _count;
        foreach (CutEdge edge in graph.Edges)
        {
            int there = Pair(edge.From, edge.To);
            int back = Pair(edge.To, edge.From);
            _costs[there] = _costs[back] = edge.Cost;
            _cutCounts[there] = _cutCounts[back] = edge.CutCount;
            _savings[there] = _savings[back] = edge.Saving;
        }

        for (int a = 0; a < _count; a++)
        {
            for (int b = 0; b < a; b++)
            {
                if (IsTooWide(a, b))
                {
                    Part(a, b);
                }
            }
        }

        _steps.Clear();
    }

    /// <summary>Σ log γ of the cuts that are certain.</summary>
    public double Cost { get; private set; }

    /// <summary>How many cuts are certain.</summary>
    public int CutCount { get; private set; }

    /// <summary>Number of groups.</summary>
    public int AliveCount { get; private set; }

    /// <summary>Steps that can be taken back.</summary>
    public int StepCount => _steps.Count;

    /// <summary>Returns the group at a position from 0 to <see cref="AliveCount"/> - 1.</summary>
    public int Alive(int position) => _alive[position];

    public bool AreApart(int a, int b) => _apart[Pair(a, b)];

    public double CostBetween(int a, int b) => _costs[Pair(a, b)];

    public int CutsBetween(int a, int b) => _cutCounts[Pair(a, b)];

    /// <summary>Counts the qubits of a group if it became a fragment.</summary>
    public int Width(int group) => _widths[group];

    /// <summary>Counts the different qubits of the circuit that a group covers: no larger group is narrower.</summary>
    public int QubitCount(int group) => _qubits?[group].Count ?? _widths[group];

    /// <summary>Returns the group's qubits; null where groups never share one.</summary>
    public QubitSet? Qubits(int group) => _qubits?[group];

    /// <summary>Decides that two groups lie in different fragments.</summary>
    public void Part(int a, int b)
    {
        _apart[Pair(a, b)] = _apart[Pair(b, a)] = true;
        _steps.Push(new(a, b, null, Cost));
        Cost += _costs[Pair(a, b)];
        CutCount += _cutCounts[Pair(a, b)];
    }

    /// <summary>Decides that two groups lie in one fragment; the first represents both from now on.</summary>
    public void Join(int into, int from)
    {
        Saved saved = _spare.Count > 0 ? _spare.Pop() : new(_count);
        saved.Keep(this, into, from);
        _steps.Push(new(into, from, saved, Cost));
        _widths[into] += _widths[from] - _savings[Pair(into, from)];
        if (_qubits is not null)
        {
            _qubits[into] = _qubits[into].Union(_qubits[from]);
        }

        Remove(from);
        for (int i = 0; i < AliveCount; i++)
        {
            int other = _alive[i];
            if (other != into)
            {
                JoinEdges(into, from, other);
            }
        }
    }

    /// <summary>Takes steps back until so many are left.</summary>
    public void BackTo(int stepCount)
    {
        while (_steps.Count > stepCount)
        {
            Step step = _steps.Pop();
            if (step.Before is { } saved)
            {
                saved.Restore(this, step.A, step.B);
                Cost = step.Cost;
                _spare.Push(saved);
            }
            else
            {
                _apart[Pair(step.A, step.B)] = _apart[Pair(step.B, step.A)] = false;
                Cost = step.Cost;
                CutCount -= _cutCounts[Pair(step.A, step.B)];
            }
        }
    }

    /// <summary>Returns the position of the group of every vertex among the groups alive.</summary>
    public int[] Groups()
    {
        int[] leader = Enumerable.Range(0, _count).ToArray();
        // The latest join comes first off the stack, so that its absorber is final.
        foreach (Step step in _steps.Where(s => s.Before is not null))
        {
            leader[step.B] = leader[step.A];
        }

        return leader.Select(l => _place[l]).ToArray();
    }

    private bool IsTooWide(int a, int b) => _qubits is null
        ? _widths[a] + _widths[b] > _widest
        : _qubits[a].UnionCount(_qubits[b]) > _widest;

    private void JoinEdges(int into, int from, int other)
    {
        int there = Pair(into, other);
        int back = Pair(other, into);
        int old = Pair(from, other);
        bool apart = _apart[there] || _apart[old] || IsTooWide(into, other);
        if (apart && !_apart[there])
        {
            Cost += _costs[there];
            CutCount += _cutCounts[there];
        }

        if (apart && !_apart[old])
        {
            Cost += _costs[old];
            CutCount += _cutCounts[old];
        }

        _apart[there] = _apart[back] = apart;
        _costs[there] = _costs[back] = _costs[there] + _costs[old];
        _cutCounts[there] = _cutCounts[back] = _cutCounts[there] + _cutCounts[old];
        _savings[there] = _savings[back] = _savings[there] + _savings[old];
    }

    private int Pair(int a, int b) => (a * _count) + b;

    private void Remove(int group)
    {
        AliveCount--;
        int last = _alive[AliveCount];
        _alive[_place[group]] = last;
        _place[last] = _place[group];
        _alive[AliveCount] = group;
        _place[group] = AliveCount;
    }

    private readonly record struct Step(int A, int B, Saved? Before, double Cost);

    // The absorber's row and the number of cuts as they were before a join.
    private sealed class Saved(int count)
    {
        private readonly double[] _costs = new double[count];
        private readonly int[] _cutCounts = new int[count];
        private readonly int[] _savings = new int[count];
        private readonly bool[] _apart = new bool[count];
        private int _place;
        private int _width;
        private QubitSet? _qubits;
        private int _cuts;

        public void Keep(ContractedGraph graph, int into, int from)
        {
            int row = into * graph._count;
            Array.Copy(graph._costs, row, _costs, 0, graph._count);
            Array.Copy(graph._cutCounts, row, _cutCounts, 0, graph._count);
            Array.Copy(graph._savings, row, _savings, 0, graph._count);
            Array.Copy(graph._apart, row, _apart, 0, graph._count);
            _place = graph._place[from];
            _width = graph._widths[into];
            _qubits = graph._qubits?[into];
            _cuts = graph.CutCount;
        }

        public void Restore(ContractedGraph graph, int into, int from)
        {
            int moved = graph._alive[_place];
            graph._alive[graph.AliveCount] = moved;
            graph._place[moved] = graph.AliveCount;
            graph._alive[_place] = from;
            graph._place[from] = _place;
            graph.AliveCount++;
            graph._widths[into] = _width;
            if (graph._qubits is not null)
            {
                graph._qubits[into] = _qubits!;
            }

            graph.CutCount = _cuts;
            for (int i = 0; i < graph.AliveCount; i++)
            {
                int other = graph._alive[i];
                int there = graph.Pair(into, other);
                int back = graph.Pair(other, into);
                graph._costs[there] = graph._costs[back] = _costs[other];
                graph._cutCounts[there] = graph._cutCounts[back] = _cutCounts[other];
                graph._savings[there] = graph._savings[back] = _savings[other];
                graph._apart[there] = graph._apart[back] = _apart[other];
            }
        }
    }
}
