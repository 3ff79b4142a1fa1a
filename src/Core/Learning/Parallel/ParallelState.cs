namespace CutAwareQnn.Learning;

/// <summary>The whole state of data-parallel training.</summary>
/// <param name="Weights">The common weights: the result of the run.</param>
/// <param name="Optimiser">The optimiser's memory for the common weights, where the scheme has one.</param>
/// <param name="Version">Number of changes of the common weights.</param>
/// <param name="Nodes">The state of each node.</param>
public sealed record ParallelState(double[] Weights, OptimiserState Optimiser, int Version, IReadOnlyList<NodeState> Nodes)
{
    /// <summary>Number of vectors of weights or derivatives sent to or from a node.</summary>
    public long MessageCount { get; init; }

    /// <summary>
    /// The largest number of versions by which the common weights advanced between their receipt by a node and the use of its gradient.
    /// </summary>
    public int LargestStaleness { get; init; }

    /// <summary>Whether every node is done.</summary>
    public bool IsComplete => Nodes.All(n => n.Phase == NodePhase.Done);

    /// <summary>Returns the state with one node's state replaced.</summary>
    internal ParallelState With(int node, NodeState state) => this with { Nodes = [.. Nodes.Select((n, i) => i == node ? state : n)] };
}
