using CutAwareQnn.Cutting;

namespace CutAwareQnn.Lowering;

/// <summary>
/// How the terms of an observable share one contraction. Node by node, terms that agree everywhere outside a node are summed inside
/// it, and terms that agree inside it use one tensor: local terms on a chain need two tensors per node, one of no term and one of all
/// terms completed below, whatever their number.
/// </summary>
/// <remarks>
/// At each node the terms left are the edges of a bipartite graph between what they are inside and outside; every vertex of a
/// smallest vertex cover is one tensor. Ren, Li, Jiang, Shuai, J. Chem. Phys. 153, 084118 (2020), arXiv:2006.02056, for matrix product
/// operators along a chain; Çakır, Milbradt, Mendl, arXiv:2502.18630, along a tree, here that of the contractions.
/// </remarks>
internal sealed class TermSharing
{
    private List<SharedTerm> _terms;

    private TermSharing(ContractionOrder order, IReadOnlyList<PlannedTerm> terms)
    {
        int fragments = order.Steps.Count + 1;
        int[] common = [.. Enumerable.Range(0, fragments).Select(f => MostFrequent(terms.Select(t => t.Observables[f])))];
        _terms = [.. terms.Select(t => new SharedTerm(t.Coefficient, [.. Enumerable.Range(0, fragments)
            .Where(f => t.Observables[f] != common[f])
            .Select(f => (f, t.Observables[f]))]))];
        var nodes = new List<SharedNode>();
        var rests = common.ToList();
        for (int node = 0; node < fragments + order.Steps.Count; node++)
        {
            int[] parts = node < fragments ? [node] : [order.Steps[node - fragments].Left, order.Steps[node - fragments].Right];
            nodes.Add(Share(node, parts, rests, isRoot: node == fragments + order.Steps.Count - 1, out int rest));
            if (node < fragments)
            {
                rests[node] = rest;
            }
            else
            {
                rests.Add(rest);
            }
        }

        Nodes = nodes;
    }

    /// <summary>For each node of the order, fragments first, what it computes; the last has one tensor, the value.</summary>
    public IReadOnlyList<SharedNode> Nodes { get; }

    /// <summary>Plans the sharing.</summary>
    /// <param name="order">The order of contractions.</param>
    /// <param name="terms">At least one term.</param>
    public static TermSharing Of(ContractionOrder order, IReadOnlyList<PlannedTerm> terms) => new(order, terms);

    private static int MostFrequent(IEnumerable<int> values) =>
        values.GroupBy(v => v).OrderByDescending(g => g.Count()).ThenBy(g => g.Key).First().Key;

    // Replaces what the terms are on the parts by which tensor of the node they use, and records how those tensors are made.
    private SharedNode Share(int node, int[] parts, List<int> rests, bool isRoot, out int rest)
    {
        var products = new Numbering<(int, int)>();
        var outsides = new Numbering<SharedTerm>(new OutsideComparer(parts));
        var edges = new Numbering<(int Product, int Outside)>();
        var coefficients = new List<double>();
        foreach (SharedTerm term in _terms)
        {
            int product = products.Of((term.At(parts[0], rests), parts.Length == 1 ? 0 : term.At(parts[1], rests)));
            int edge = edges.Of((product, outsides.Of(term)));
            if (edge == coefficients.Count)
            {
                coefficients.Add(0);
            }

            coefficients[edge] += term.Coefficient;
        }

        VertexCover cover = isRoot
            ? VertexCover.OfAllSecond(products.Items.Count, outsides.Items.Count)
            : VertexCover.Smallest(products.Items.Count, outsides.Items.Count, edges.Items);
        var vertices = new Numbering<(bool IsProduct, int Vertex)>();
        var tensors = new List<List<WeightedProduct>>();
        var left = new List<(int Tensor, int Outside, double Coefficient)>();
        for (int e = 0; e < coefficients.Count; e++)
        {
            (int product, int outside) = edges.Items[e];
            bool isProduct = cover.First[product];
            int tensor = vertices.Of((isProduct, isProduct ? product : outside));
            bool isNew = tensor == tensors.Count;
            if (isNew)
            {
                tensors.Add([]);
            }

            if (isNew || !isProduct)
            {
                tensors[tensor].Add(new(product, isProduct ? 1 : coefficients[e]));
            }

            if (isNew || isProduct)
            {
                left.Add((tensor, outside, isProduct ? coefficients[e] : 1));
            }
        }

        int common = MostFrequent(left.Select(l => l.Tensor));
        _terms = [.. left.Select(l => outsides.Items[l.Outside].With(parts, node, l.Tensor, common, l.Coefficient))];
        rest = common;
        return new(products.Items, tensors);
    }

    // The distinct items met so far, numbered in the order of their first appearance.
    private sealed class Numbering<T>(IEqualityComparer<T>? comparer = null)
        where T : notnull
    {
        private readonly Dictionary<T, int> _numbers = new(comparer);

        public List<T> Items { get; } = [];

        public int Of(T item)
        {
            if (!_numbers.TryGetValue(item, out int number))
            {
                number = Items.Count;
                _numbers.Add(item, number);
                Items.Add(item);
            }

            return number;
        }
    }

    // Two terms are equal outside some nodes.
    private sealed class OutsideComparer(int[] parts) : IEqualityComparer<SharedTerm>
    {
        public bool Equals(SharedTerm? x, SharedTerm? y) => x!.Without(parts).SequenceEqual(y!.Without(parts));

        public int GetHashCode(SharedTerm term)
        {
            int hash = 17;
            foreach ((int node, int tensor) in term.Without(parts))
            {
                hash = unchecked((((hash * 31) + node) * 31) + tensor);
            }

            return hash;
        }
    }
}
