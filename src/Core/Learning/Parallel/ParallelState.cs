namespace CutAwareQnn.Learning;

/// <summary>Everything that data-parallel training remembers.</summary>
/// <param name="Weights">The common weights: what the run is for.</param>
/// <param name="Optimiser">The optimiser's memory beside them, where the scheme keeps one.</param>
/// <param name="Version">How often the common weights have changed.</param>
/// <param name="Nodes">The nodes.</param>
public sealed record ParallelState(double[] Weights, OptimiserState Optimiser, int Version, IReadOnlyList<NodeState> Nodes)
{
    /// <summary>Vectors of weights or derivatives that were sent, to a node or from one.</summary>
    public long MessageCount { get; init; }

    /// <summary>The largest number of versions that the common weights had moved on between a node's taking them and its gradient's use.</summary>
    public int LargestStaleness { get; init; }

    /// <summary>Whether every node is done.</summary>
    public bool IsComplete => Nodes.All(n => n.Phase == NodePhase.Done);

    /// <summary>The same with another state of one node.</summary>
    internal ParallelState With(int node, NodeState state) => this with { Nodes = [.. Nodes.Select((n, i) => i == node ? state : n)] };
}
