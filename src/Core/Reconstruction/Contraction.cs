using CutAwareQnn.Circuits;
using CutAwareQnn.Cutting;
using CutAwareQnn.Lowering;

namespace CutAwareQnn.Reconstruction;

/// <summary>
/// Contracts the tensors of a network in planned order, and backwards gives every tensor's environment: the derivative of the value by
/// its entries. All index arithmetic is done once a network; a contraction allocates nothing.
/// </summary>
/// <remarks>Cost O(F·4^w) for F fragments with rank-2 cuts and treewidth w. Peng et al. 2020, arXiv:1904.00102, Theorem 2.</remarks>
public sealed class Contraction
{
    private readonly LeafPlan[] _leaves;
    private readonly ContractionStepPlan[] _steps;
    private readonly int[] _nodeStart;
    private readonly int[] _rawStart;

    /// <summary>Prepares the contraction of a network.</summary>
    /// <exception cref="ReconstructionException">An intermediate tensor exceeds 2^31 entries.</exception>
    public Contraction(TensorNetwork network)
    {
        try
        {
            _leaves = network.Nodes.Select(legs => new LeafPlan(legs, network.Edges)).ToArray();
            var edges = _leaves.Select(l => l.Edges).ToList();
            _steps = new ContractionStepPlan[network.Order.Steps.Count];
            var lengths = _leaves.Select(l => l.Length).ToList();
            for (int i = 0; i < _steps.Length; i++)
            {
                ContractionStep step = network.Order.Steps[i];
                _steps[i] = Plan(step, edges[step.Left], edges[step.Right], network.Edges, out int[] result);
                edges.Add(result);
                lengths.Add(checked(_steps[i].FreeLeft.Length * _steps[i].FreeRight.Length));
            }

            _nodeStart = Starts(lengths);
            _rawStart = Starts(_leaves.Select(l => l.RawLength));
        }
        catch (OverflowException)
        {
            throw new ReconstructionException(
                "contracting the fragment tensors needs more than 2^31 numbers at once; use fewer cuts between the same fragments");
        }

        WorkLength = _leaves.Max(l => l.WorkLength);
    }

    /// <summary>Length of all fragment tensors one behind the other, in fragment order.</summary>
    public int TensorLength => _rawStart[^1];

    /// <summary>Length of all node values one behind the other.</summary>
    internal int NodeLength => _nodeStart[^1];

    /// <summary>Length of the largest intermediate while bonds are applied.</summary>
    internal int WorkLength { get; }

    /// <summary>Where a fragment's tensor begins among the tensors.</summary>
    public int TensorStart(int fragment) => _rawStart[fragment];

    /// <summary>Contracts to the value.</summary>
    /// <param name="tensors">The fragment tensors one behind the other, each with its last leg fastest.</param>
    /// <param name="bonds">For each cut its bond matrix, row by row.</param>
    /// <param name="workspace">Scratch of this contraction; keeps the intermediates for <see cref="Environments"/>.</param>
    public double Value(ReadOnlySpan<double> tensors, double[][] bonds, ContractionWorkspace workspace)
    {
        for (int f = 0; f < _leaves.Length; f++)
        {
            _leaves[f].Forward(Raw(tensors, f), bonds, workspace.ScratchA, workspace.ScratchB, Node(workspace.Nodes, f));
        }

        for (int i = 0; i < _steps.Length; i++)
        {
            ContractionStepPlan step = _steps[i];
            step.Forward(Node(workspace.Nodes, step.Left), Node(workspace.Nodes, step.Right), Node(workspace.Nodes, _leaves.Length + i));
        }

        return workspace.Nodes[_nodeStart[^2]];
    }

    /// <summary>The derivative of the value by every tensor entry, at the tensors last contracted in the workspace.</summary>
    /// <param name="bonds">The same bonds.</param>
    /// <param name="workspace">The same workspace.</param>
    /// <param name="environments">Receives the derivatives, laid out as the tensors.</param>
    public void Environments(double[][] bonds, ContractionWorkspace workspace, Span<double> environments)
    {
        workspace.Adjoints[_nodeStart[^2]] = 1;
        for (int i = _steps.Length - 1; i >= 0; i--)
        {
            ContractionStepPlan step = _steps[i];
            step.Backward(
                Node(workspace.Nodes, step.Left),
                Node(workspace.Nodes, step.Right),
                Node(workspace.Adjoints, _leaves.Length + i),
                Node(workspace.Adjoints, step.Left),
                Node(workspace.Adjoints, step.Right));
        }

        for (int f = 0; f < _leaves.Length; f++)
        {
            _leaves[f].Backward(
                Node(workspace.Adjoints, f), bonds, workspace.ScratchA, workspace.ScratchB,
                environments.Slice(_rawStart[f], _leaves[f].RawLength));
        }
    }

    private static ContractionStepPlan Plan(
        ContractionStep step, int[] left, int[] right, IReadOnlyList<NetworkEdge> edges, out int[] result)
    {
        int[] leftStrides = Strides.Of(left.Select(e => edges[e].First).ToArray());
        int[] rightStrides = Strides.Of(right.Select(e => edges[e].First).ToArray());
        int[] shared = left.Where(right.Contains).ToArray();
        int[] freeLeft = left.Except(shared).ToArray();
        int[] freeRight = right.Except(shared).ToArray();
        result = [.. freeLeft, .. freeRight];
        return new(
            step.Left,
            step.Right,
            Strides.Offsets(freeLeft.Select(e => (edges[e].First, leftStrides[Array.IndexOf(left, e)]))),
            Strides.Offsets(shared.Select(e => (edges[e].First, leftStrides[Array.IndexOf(left, e)]))),
            Strides.Offsets(shared.Select(e => (edges[e].First, rightStrides[Array.IndexOf(right, e)]))),
            Strides.Offsets(freeRight.Select(e => (edges[e].First, rightStrides[Array.IndexOf(right, e)]))));
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

    private ReadOnlySpan<double> Raw(ReadOnlySpan<double> tensors, int fragment) =>
        tensors.Slice(_rawStart[fragment], _leaves[fragment].RawLength);

    private Span<double> Node(double[] nodes, int node) => nodes.AsSpan(_nodeStart[node], _nodeStart[node + 1] - _nodeStart[node]);
}

/// <summary>Scratch of one contraction, for one thread at a time.</summary>
public sealed class ContractionWorkspace
{
    /// <summary>Allocates the scratch of a contraction.</summary>
    public ContractionWorkspace(Contraction contraction)
    {
        Nodes = new double[contraction.NodeLength];
        Adjoints = new double[contraction.NodeLength];
        ScratchA = new double[contraction.WorkLength];
        ScratchB = new double[contraction.WorkLength];
    }

    internal double[] Nodes { get; }

    internal double[] Adjoints { get; }

    internal double[] ScratchA { get; }

    internal double[] ScratchB { get; }
}
