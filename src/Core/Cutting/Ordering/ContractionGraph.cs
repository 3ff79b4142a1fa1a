namespace CutAwareQnn.Cutting;

/// <summary>
/// Tensors and the indices they share, as far as an order of contractions depends on them: for every pair the product of the
/// dimensions between them. Sizes are numbers of entries; beyond 1e308 they are infinite, and still compare.
/// </summary>
internal sealed class ContractionGraph
{
    private readonly SortedDictionary<int, double>[] _links;
    private readonly double[] _open;

    private ContractionGraph(int count)
    {
        _links = [.. Enumerable.Range(0, count).Select(_ => new SortedDictionary<int, double>())];
        _open = [.. Enumerable.Repeat(1.0, count)];
    }

    /// <summary>Number of tensors.</summary>
    public int Count => _open.Length;

    /// <summary>Creates the graph of fragments and cuts; a cut with both ends on one fragment is traced out beforehand.</summary>
    public static ContractionGraph Of(IReadOnlyList<Fragment> fragments)
    {
        var graph = new ContractionGraph(fragments.Count);
        var ends = fragments.SelectMany((f, node) => f.Legs.Select(leg => (leg.Cut, leg.Basis.Dimension, Node: node)));
        foreach (var cut in ends.GroupBy(end => end.Cut))
        {
            int[] nodes = [.. cut.Select(end => end.Node)];
            double dimension = cut.First().Dimension;
            if (nodes.Length == 1)
            {
                graph._open[nodes[0]] *= dimension;
            }
            else if (nodes[0] != nodes[1])
            {
                graph.Link(nodes[0], nodes[1], dimension);
            }
        }

        return graph;
    }

    /// <summary>Creates the graph of tensors with these indices between two of them each.</summary>
    /// <param name="count">Number of tensors.</param>
    /// <param name="links">Pairs of different tensors and the dimension of an index between them.</param>
    public static ContractionGraph Of(int count, IEnumerable<(int A, int B, double Dimension)> links)
    {
        var graph = new ContractionGraph(count);
        foreach ((int a, int b, double dimension) in links)
        {
            graph.Link(a, b, dimension);
        }

        return graph;
    }

    /// <summary>Returns the tensors that share indices with one, and the product of those dimensions.</summary>
    public IReadOnlyDictionary<int, double> Links(int node) => _links[node];

    /// <summary>Computes the product of a tensor's dimensions that no other tensor has.</summary>
    public double Open(int node) => _open[node];

    /// <summary>Counts the entries of a tensor.</summary>
    public double Size(int node) => _links[node].Values.Aggregate(_open[node], (size, dimension) => size * dimension);

    /// <summary>Returns the graph in which each group is one tensor; other nodes stay outside, and links to them open.</summary>
    /// <param name="groups">The nodes of each group.</param>
    public ContractionGraph Merge(IReadOnlyList<IReadOnlyList<int>> groups)
    {
        var merged = new ContractionGraph(groups.Count);
        var groupOf = new Dictionary<int, int>();
        for (int group = 0; group < groups.Count; group++)
        {
            foreach (int node in groups[group])
            {
                groupOf.Add(node, group);
            }
        }

        foreach (KeyValuePair<int, int> member in groupOf)
        {
            merged._open[member.Value] *= _open[member.Key];
            foreach (KeyValuePair<int, double> link in _links[member.Key])
            {
                if (!groupOf.TryGetValue(link.Key, out int other))
                {
                    merged._open[member.Value] *= link.Value;
                }
                else if (member.Value < other)
                {
                    merged.Link(member.Value, other, link.Value);
                }
            }
        }

        return merged;
    }

    private void Link(int a, int b, double dimension)
    {
        _links[a][b] = (_links[a].TryGetValue(b, out double known) ? known : 1) * dimension;
        _links[b][a] = _links[a][b];
    }
}
