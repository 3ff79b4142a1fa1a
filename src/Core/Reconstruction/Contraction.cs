using CutAwareQnn.Circuits;
using CutAwareQnn.Cutting;
using CutAwareQnn.Lowering;

namespace CutAwareQnn.Reconstruction;

/// <summary>
/// Contracts the tensors of a network in planned order, for all terms of an observable at once, and backwards gives every tensor's
/// environment: the derivative of the value by its entries. All index arithmetic is done once per network; a contraction allocates
/// little. Where the intermediate tensors would exceed a limit, the values of some cuts are taken one by one.
/// </summary>
/// <remarks>Cost O(F·4^w) for F fragments with rank-2 cuts and treewidth w. Peng et al. 2020, arXiv:1904.00102, Theorem 2.</remarks>
public sealed class Contraction
{
    /// <summary>The limit unless another is given: 2^27 numbers, 1 GiB.</summary>
    public const double DefaultLimit = 1 << 27;

    private readonly LeafEntry[] _leaves;
    private readonly SharedStep[] _steps;
    private readonly IReadOnlyList<SharedNode> _nodes;
    private readonly IReadOnlyList<NetworkEdge> _edges;
    private readonly int[] _observableCounts;
    private readonly int[] _nodeStart;
    private readonly int[] _rawStart;
    private readonly int[] _bondStart;
    private readonly int[] _sliced;
    private readonly int[][] _sliceStrides;

    /// <summary>Prepares the contraction of a network with one tensor per fragment.</summary>
    /// <param name="network">The network.</param>
    /// <param name="limit">As below.</param>
    /// <exception cref="ReconstructionException">The limit cannot be met.</exception>
    public Contraction(TensorNetwork network, double limit = DefaultLimit)
        : this(network, [new(1, network.Nodes.Select(_ => 0).ToEquatableArray())], limit)
    {
    }

    /// <summary>Prepares the contraction of a network with one tensor for each observable of a fragment.</summary>
    /// <param name="network">The network.</param>
    /// <param name="terms">The terms to sum; every observable of a fragment occurs in one.</param>
    /// <param name="limit">
    /// The most numbers that the intermediate tensors may take, those kept for derivatives included. The fragment tensors come on top.
    /// </param>
    /// <exception cref="ReconstructionException">The limit cannot be met.</exception>
    public Contraction(TensorNetwork network, IReadOnlyList<PlannedTerm> terms, double limit = DefaultLimit)
    {
        _edges = network.Edges;
        _nodes = TermSharing.Of(network.Order, terms).Nodes;
        _observableCounts = [.. Enumerable.Range(0, network.Nodes.Count).Select(f => terms.Max(t => t.Observables[f]) + 1)];
        try
        {
            _leaves = network.Nodes.Select(legs => new LeafEntry(legs, network.Edges)).ToArray();
            _rawStart = Starts(_leaves.Select((l, f) => checked(l.RawLength * _observableCounts[f])));
            _bondStart = Starts(network.Edges.Select(e => checked(e.First * e.Second)));
            _sliced = Slicing.Choose(network, _nodes, _leaves.Select(l => l.Edges), limit);
            SliceCount = _sliced.Aggregate(1, (count, edge) => checked(count * network.Edges[edge].First));
            var legs = _leaves.Select(l => new Legs(l.Edges, network.Edges)).ToList();
            _steps = new SharedStep[network.Order.Steps.Count];
            for (int i = 0; i < _steps.Length; i++)
            {
                ContractionStep step = network.Order.Steps[i];
                PairContraction contraction = Plan(legs[step.Left], legs[step.Right], out Legs result);
                _steps[i] = new(
                    contraction, step, _leaves.Length + i, _nodes[_leaves.Length + i], legs[step.Left].Length, legs[step.Right].Length);
                legs.Add(result);
            }

            _sliceStrides = [.. legs.Select(l => _sliced.Select(l.StrideOf).ToArray())];
            _nodeStart = Starts(legs.Select((l, node) => checked(l.Length * _nodes[node].Tensors.Count)));
            ProductLength = _steps.Select(s => s.ProductLength).DefaultIfEmpty().Max();
        }
        catch (OverflowException)
        {
            throw new ReconstructionException(
                "contracting the fragment tensors needs more than 2^31 numbers or passes; use fewer cuts between the same fragments");
        }

        WorkLength = _leaves.Max(l => l.WorkLength);
        StageLength = _leaves.Max(l => checked(l.StageCount * l.WorkLength));
    }

    /// <summary>Length of all fragment tensors one after the other, [fragment][observable][entry].</summary>
    public int TensorLength => _rawStart[^1];

    /// <summary>Length of all bonds one after the other.</summary>
    public int BondLength => _bondStart[^1];

    /// <summary>How often the network is contracted, with one combination of the sliced cuts' values each time; 1 where all fits.</summary>
    public int SliceCount { get; }

    /// <summary>Numbers that the tensors of all steps take, those kept for derivatives included: at most the limit.</summary>
    public int IntermediateLength => (2 * (NodeLength - _nodeStart[_leaves.Length])) + ProductLength;

    /// <summary>Length of all node values one after the other.</summary>
    internal int NodeLength => _nodeStart[^1];

    /// <summary>Length of the largest product.</summary>
    internal int ProductLength { get; }

    /// <summary>Length of the largest fragment tensor, also while bonds are applied.</summary>
    internal int WorkLength { get; }

    /// <summary>Length of one fragment's tensor before each of its bonds and after the last.</summary>
    internal int StageLength { get; }

    /// <summary>Returns where a fragment's tensors begin among the tensors.</summary>
    public int TensorStart(int fragment) => _rawStart[fragment];

    /// <summary>Contracts to the value.</summary>
    /// <param name="tensors">The fragment tensors one after the other, each with its last leg fastest.</param>
    /// <param name="bonds">For each cut its bond matrix, row by row.</param>
    /// <param name="workspace">Scratch of this contraction.</param>
    public double Value(ReadOnlySpan<double> tensors, double[][] bonds, ContractionWorkspace workspace) =>
        Value(tensors, Sparse(bonds), workspace);

    /// <summary>Contracts to the value, and gives its derivative by every tensor entry.</summary>
    /// <param name="tensors">The fragment tensors one after the other, each with its last leg fastest.</param>
    /// <param name="bonds">For each cut its bond matrix, row by row.</param>
    /// <param name="workspace">Scratch of this contraction.</param>
    /// <param name="environments">Receives the derivatives, laid out as the tensors.</param>
    /// <param name="bondEnvironments">Receives the derivatives by the entries of all bonds, laid out as they are; or empty.</param>
    public double Environments(
        ReadOnlySpan<double> tensors,
        double[][] bonds,
        ContractionWorkspace workspace,
        Span<double> environments,
        Span<double> bondEnvironments = default) => Environments(tensors, Sparse(bonds), workspace, environments, bondEnvironments);

    internal SparseBond[] Sparse(double[][] bonds) => SparseBond.Of(bonds, _edges);

    internal double Value(ReadOnlySpan<double> tensors, SparseBond[] bonds, ContractionWorkspace workspace)
    {
        LeavesForward(tensors, bonds, workspace);
        double value = 0;
        for (int slice = 0; slice < SliceCount; slice++)
        {
            StepsForward(slice, workspace);
            value += workspace.Nodes[_nodeStart[^2]];
        }

        return value;
    }

    internal double Environments(
        ReadOnlySpan<double> tensors,
        SparseBond[] bonds,
        ContractionWorkspace workspace,
        Span<double> environments,
        Span<double> bondEnvironments)
    {
        LeavesForward(tensors, bonds, workspace);
        Array.Clear(workspace.Adjoints);
        double value = 0;
        for (int slice = 0; slice < SliceCount; slice++)
        {
            StepsForward(slice, workspace);
            value += workspace.Nodes[_nodeStart[^2]];
            StepsBackward(slice, workspace);
        }

        environments[..TensorLength].Clear();
        bondEnvironments.Clear();
        for (int f = 0; f < _leaves.Length; f++)
        {
            LeafBackward(f, tensors, bonds, workspace, environments, bondEnvironments);
        }

        return value;
    }

    private static int[] Starts(IEnumerable<int> lengths)
    {
        List<int> starts = [0];
        foreach (int length in lengths)
        {
            starts.Add(checked(starts[^1] + length));
        }

        return [.. starts];
    }

    private static void Axpy(double factor, ReadOnlySpan<double> x, Span<double> y)
    {
        for (int i = 0; i < x.Length; i++)
        {
            y[i] = Math.FusedMultiplyAdd(factor, x[i], y[i]);
        }
    }

    private PairContraction Plan(Legs left, Legs right, out Legs result)
    {
        int[] shared = [.. left.Edges.Where(right.Edges.Contains).Except(_sliced)];
        int[] freeLeft = [.. left.Edges.Except(right.Edges).Except(_sliced)];
        int[] freeRight = [.. right.Edges.Except(left.Edges).Except(_sliced)];
        result = new([.. freeLeft, .. freeRight], _edges);
        return new(left.Offsets(freeLeft), left.Offsets(shared), right.Offsets(shared), right.Offsets(freeRight));
    }

    private void LeavesForward(ReadOnlySpan<double> tensors, SparseBond[] bonds, ContractionWorkspace workspace)
    {
        for (int f = 0; f < _leaves.Length; f++)
        {
            for (int t = 0; t < _nodes[f].Tensors.Count; t++)
            {
                LeafEntry entry = _leaves[f];
                entry.Forward(
                    Combined(tensors, f, t, workspace.Raw), bonds, workspace.ScratchA, workspace.ScratchB,
                    Node(workspace.Nodes, f).Slice(t * entry.Length, entry.Length));
            }
        }
    }

    // A leaf's tensor is a sum over the fragment's observables, or one of them as it is.
    private ReadOnlySpan<double> Combined(ReadOnlySpan<double> tensors, int fragment, int tensor, Span<double> sum)
    {
        int length = _leaves[fragment].RawLength;
        ReadOnlySpan<double> own = tensors.Slice(_rawStart[fragment], _rawStart[fragment + 1] - _rawStart[fragment]);
        IReadOnlyList<WeightedProduct> terms = _nodes[fragment].Tensors[tensor];
        if (terms.Count == 1 && terms[0].Coefficient == 1)
        {
            return own.Slice(Observable(fragment, terms[0]) * length, length);
        }

        sum[..length].Clear();
        for (int i = 0; i < terms.Count; i++)
        {
            Axpy(terms[i].Coefficient, own.Slice(Observable(fragment, terms[i]) * length, length), sum);
        }

        return sum[..length];
    }

    private int Observable(int fragment, WeightedProduct term) => _nodes[fragment].Products[term.Product].Left;

    private void StepsForward(int slice, ContractionWorkspace workspace)
    {
        foreach (SharedStep step in _steps)
        {
            step.Forward(
                Sliced(workspace.Nodes, step.Left, slice), Sliced(workspace.Nodes, step.Right, slice),
                Node(workspace.Nodes, step.Node), workspace.Product);
        }
    }

    private void StepsBackward(int slice, ContractionWorkspace workspace)
    {
        workspace.Adjoints.AsSpan(_nodeStart[_leaves.Length]).Clear();
        workspace.Adjoints[_nodeStart[^2]] = 1;
        for (int i = _steps.Length - 1; i >= 0; i--)
        {
            SharedStep step = _steps[i];
            step.Backward(
                Sliced(workspace.Nodes, step.Left, slice), Sliced(workspace.Nodes, step.Right, slice),
                Node(workspace.Adjoints, step.Node), workspace.Product,
                Sliced(workspace.Adjoints, step.Left, slice), Sliced(workspace.Adjoints, step.Right, slice));
        }
    }

    private void LeafBackward(
        int fragment,
        ReadOnlySpan<double> tensors,
        SparseBond[] bonds,
        ContractionWorkspace workspace,
        Span<double> environments,
        Span<double> bondEnvironments)
    {
        LeafEntry entry = _leaves[fragment];
        Span<double> own = environments[_rawStart[fragment].._rawStart[fragment + 1]];
        for (int t = 0; t < _nodes[fragment].Tensors.Count; t++)
        {
            ReadOnlySpan<double> adjoint = Node(workspace.Adjoints, fragment).Slice(t * entry.Length, entry.Length);
            Span<double> raw = workspace.Raw.AsSpan(0, entry.RawLength);
            entry.Backward(adjoint, bonds, workspace.ScratchA, workspace.ScratchB, raw);
            foreach (WeightedProduct term in _nodes[fragment].Tensors[t])
            {
                Axpy(term.Coefficient, raw, own.Slice(Observable(fragment, term) * entry.RawLength, entry.RawLength));
            }

            if (bondEnvironments.Length > 0)
            {
                entry.AddBondAdjoints(
                    Combined(tensors, fragment, t, workspace.Raw), adjoint, bonds, workspace.Stages,
                    workspace.ScratchA, workspace.ScratchB, bondEnvironments, _bondStart);
            }
        }
    }

    private Span<double> Node(double[] nodes, int node) => nodes.AsSpan(_nodeStart[node], _nodeStart[node + 1] - _nodeStart[node]);

    // A node from where the sliced cuts have the slice's values, the last one fastest. Only fragments have sliced legs.
    private Span<double> Sliced(double[] nodes, int node, int slice)
    {
        int offset = 0;
        for (int s = _sliced.Length - 1; s >= 0; s--)
        {
            int dimension = _edges[_sliced[s]].First;
            offset += slice % dimension * _sliceStrides[node][s];
            slice /= dimension;
        }

        return nodes.AsSpan(_nodeStart[node] + offset, _nodeStart[node + 1] - _nodeStart[node] - offset);
    }
}
