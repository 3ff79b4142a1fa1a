using System.Globalization;
using CutAwareQnn.Circuits;
using CutAwareQnn.Cutting;
using CutAwareQnn.Lowering;

namespace CutAwareQnn.Reconstruction;

/// <summary>
/// Cuts whose index is fixed while a network is contracted, once for each of its values, and summed over: it takes more time and less
/// memory. Cuts are chosen one by one from the largest tensor, always the one that makes the whole cheapest.
/// </summary>
/// <remarks>The fragment tensors themselves are held whole. Gray, Kourtis, Quantum 5, 410 (2021), arXiv:2002.01935.</remarks>
internal sealed class Slicing
{
    private readonly TensorNetwork _network;
    private readonly IReadOnlyList<SharedNode> _nodes;
    private readonly List<int[]> _edges;
    private readonly List<int> _sliced = [];

    private Slicing(TensorNetwork network, IReadOnlyList<SharedNode> nodes, IEnumerable<int[]> leafEdges)
    {
        _network = network;
        _nodes = nodes;
        _edges = [.. leafEdges];
        foreach (ContractionStep step in network.Order.Steps)
        {
            _edges.Add(Free(_edges[step.Left], _edges[step.Right]));
        }
    }

    /// <summary>Chooses the cuts.</summary>
    /// <param name="network">The network.</param>
    /// <param name="nodes">For each node how many tensors it has.</param>
    /// <param name="leafEdges">For each fragment the cuts that remain as its legs.</param>
    /// <param name="limit">The most numbers that all intermediate tensors, with their derivatives and scratch, may take.</param>
    /// <returns>The cuts; none where everything fits.</returns>
    /// <exception cref="ReconstructionException">The limit cannot be met.</exception>
    public static int[] Choose(TensorNetwork network, IReadOnlyList<SharedNode> nodes, IEnumerable<int[]> leafEdges, double limit)
    {
        var slicing = new Slicing(network, nodes, leafEdges);
        while (slicing.Held() > limit)
        {
            int node = slicing.Largest();
            int[] candidates = [.. slicing._edges[node].Except(slicing._sliced).Where(e => network.Edges[e].First > 1)];
            if (candidates.Length == 0)
            {
                throw new ReconstructionException(string.Create(
                    CultureInfo.InvariantCulture,
                    $"contracting the fragment tensors needs {slicing.Held():G3} numbers at once even with every cut's values "
                    + $"taken one by one, "
                    + $"more than the limit of {limit:G3}; raise the limit or measure fewer terms at once"));
            }

            slicing._sliced.Add(candidates.MinBy(edge => (slicing.CostWith(edge), edge)));
        }

        return [.. slicing._sliced];
    }

    private static int[] Free(int[] left, int[] right) => [.. left.Except(right), .. right.Except(left)];

    // Values and derivatives of all steps' tensors, and one product before it is added to a sum.
    private double Held() => Steps().Sum(node => 2 * Size(node) * _nodes[node].Tensors.Count) + Steps().Select(Size).DefaultIfEmpty().Max();

    private int Largest() => Steps().MaxBy(node => Size(node) * _nodes[node].Tensors.Count);

    private double CostWith(int edge)
    {
        _sliced.Add(edge);
        double cost = Steps().Sum(node =>
        {
            ContractionStep step = _network.Order.Steps[node - _network.Nodes.Count];
            return _nodes[node].Products.Count * Size(_edges[step.Left].Union(_edges[step.Right]));
        });
        cost = _sliced.Aggregate(cost, (product, e) => product * _network.Edges[e].First);
        _sliced.RemoveAt(_sliced.Count - 1);
        return cost;
    }

    private IEnumerable<int> Steps() => Enumerable.Range(_network.Nodes.Count, _network.Order.Steps.Count);

    private double Size(int node) => Size(_edges[node]);

    private double Size(IEnumerable<int> edges) =>
        edges.Where(e => !_sliced.Contains(e)).Aggregate(1.0, (size, e) => size * _network.Edges[e].First);
}
