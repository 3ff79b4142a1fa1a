namespace CutAwareQnn.Cutting;

/// <summary>
/// What there is to separate: vertices that a cut cannot part, and between them what cutting costs. A set of vertices is as wide as
/// its vertices together, less what its inner edges save: a wire that is not cut needs one qubit where its two segments need two.
/// </summary>
internal sealed class CutGraph
{
    private readonly int[] _offsets;
    private readonly int[] _neighbors;
    private readonly double[] _costs;
    private readonly int[] _cutCounts;
    private readonly int[] _savings;

    /// <summary>Makes a graph; parallel edges become one.</summary>
    /// <param name="widths">Qubits of each vertex.</param>
    /// <param name="edges">Edges between different vertices.</param>
    /// <param name="qubits">The circuit's qubits that each vertex covers, ascending.</param>
    public CutGraph(int[] widths, IEnumerable<CutEdge> edges, int[][] qubits)
    {
        Widths = widths;
        Qubits = qubits;
        Edges = Merge(edges);
        _offsets = new int[widths.Length + 1];
        foreach (CutEdge edge in Edges)
        {
            _offsets[edge.From + 1]++;
            _offsets[edge.To + 1]++;
        }

        for (int v = 0; v < widths.Length; v++)
        {
            _offsets[v + 1] += _offsets[v];
        }

        int[] next = [.. _offsets];
        _neighbors = new int[2 * Edges.Count];
        _costs = new double[2 * Edges.Count];
        _cutCounts = new int[2 * Edges.Count];
        _savings = new int[2 * Edges.Count];
        foreach (CutEdge edge in Edges)
        {
            Add(edge.From, edge.To, edge);
            Add(edge.To, edge.From, edge);
        }

        void Add(int from, int to, CutEdge edge)
        {
            int slot = next[from]++;
            _neighbors[slot] = to;
            _costs[slot] = edge.Cost;
            _cutCounts[slot] = edge.CutCount;
            _savings[slot] = edge.Saving;
        }
    }

    public int VertexCount => Widths.Length;

    public int[] Widths { get; }

    public int[][] Qubits { get; }

    /// <summary>The edges, by their lower and then their higher vertex.</summary>
    public IReadOnlyList<CutEdge> Edges { get; }

    /// <summary>Whether an edge saves a qubit, so that sets of vertices can be narrower than the sum of their widths.</summary>
    public bool HasSavings => Edges.Any(e => e.Saving > 0);

    // Slots First(v) to First(v + 1) - 1 are the neighbours of v.
    public int First(int vertex) => _offsets[vertex];

    public int Neighbor(int slot) => _neighbors[slot];

    public double Cost(int slot) => _costs[slot];

    public int CutCount(int slot) => _cutCounts[slot];

    public int Saving(int slot) => _savings[slot];

    /// <summary>Returns the graph whose vertices are groups of this one's.</summary>
    /// <param name="groupOf">The group of every vertex, numbered from 0 without gaps.</param>
    public CutGraph Contract(int[] groupOf)
    {
        int count = groupOf.Max() + 1;
        int[] widths = new int[count];
        var qubits = Enumerable.Range(0, count).Select(_ => new SortedSet<int>()).ToArray();
        for (int v = 0; v < VertexCount; v++)
        {
            widths[groupOf[v]] += Widths[v];
            qubits[groupOf[v]].UnionWith(Qubits[v]);
        }

        foreach (CutEdge inner in Edges.Where(e => groupOf[e.From] == groupOf[e.To]))
        {
            widths[groupOf[inner.From]] -= inner.Saving;
        }

        return new(
            widths,
            Edges.Where(e => groupOf[e.From] != groupOf[e.To]).Select(e => e with { From = groupOf[e.From], To = groupOf[e.To] }),
            qubits.Select(q => q.ToArray()).ToArray());
    }

    /// <summary>Returns the graph of some of the vertices, in the order given.</summary>
    public CutGraph Restrict(int[] members)
    {
        int[] index = Enumerable.Repeat(-1, VertexCount).ToArray();
        for (int i = 0; i < members.Length; i++)
        {
            index[members[i]] = i;
        }

        return new(
            members.Select(v => Widths[v]).ToArray(),
            Edges.Where(e => index[e.From] >= 0 && index[e.To] >= 0).Select(e => e with { From = index[e.From], To = index[e.To] }),
            members.Select(v => Qubits[v]).ToArray());
    }

    /// <summary>Returns the same graph where every cut costs more, which favours few cuts.</summary>
    public CutGraph WithPenalty(double costPerCut) =>
        new(Widths, Edges.Select(e => e with { Cost = e.Cost + (costPerCut * e.CutCount) }), Qubits);

    private static IReadOnlyList<CutEdge> Merge(IEnumerable<CutEdge> edges) => edges
        .Select(e => e.From < e.To ? e : e with { From = e.To, To = e.From })
        .GroupBy(e => (e.From, e.To))
        .OrderBy(g => g.Key)
        .Select(g => new CutEdge(g.Key.From, g.Key.To, g.Sum(e => e.Cost), g.Sum(e => e.CutCount), g.Sum(e => e.Saving)))
        .ToArray();
}
