using CutAwareQnn.Circuits;

namespace CutAwareQnn.Learning;

/// <summary>
/// Asynchronous training: a server holds the weights and takes a step with every gradient on arrival; the node that delivered it continues
/// with the new weights. No gradient older than a bound is used. After Ho et al. 2013, "More effective distributed ML via a stale
/// synchronous parallel parameter server", NIPS 26, with a bound on the gradient's age instead of on the nodes' clocks.
/// </summary>
/// <param name="Staleness">
/// The largest number S of steps, at least 0, that the server may take between a node's receipt of the weights and the use of its gradient.
/// With S = 0 one node works at a time; with S of at least the number of nodes less one, all do.
/// </param>
public sealed record ParameterServer(int Staleness) : SyncScheme
{
    /// <summary>S, at least 0.</summary>
    public int Staleness { get; } = Staleness >= 0
        ? Staleness
        : throw new CircuitException($"a staleness of {Counted.Of(Staleness, "step")} was given; give at least 0");

    /// <inheritdoc/>
    public override string ToString() => $"server:staleness={Staleness}";

    // If all others deliver first, the gradient of the node that has worked longest is this many versions old. A node that would make that
    // more than S has to wait. As S is at least 0, it never waits while no node is working.
    internal override bool MayBegin(ParallelState state)
    {
        NodeState[] working = [.. state.Nodes.Where(n => n.Phase == NodePhase.Working)];
        return working.Length == 0 || state.Version + working.Length - working.Min(n => n.Version) <= Staleness;
    }

    internal override NodeState Begin(ParallelState state, NodeState node) => node with
    {
        Training = node.Training with { Weights = state.Weights },
        Phase = NodePhase.Working,
        Version = state.Version,
    };

    // The optimiser's memory is the server's; the positions in the schedule and in the samples are the node's.
    internal override ParallelState Receive(ParallelState state, int node, BatchMeasure measure, IReadOnlyList<Training> nodes)
    {
        NodeState own = state.Nodes[node];
        (TrainingState next, _) = nodes[node].Advance(
            own.Training with { Weights = state.Weights, Optimiser = state.Optimiser }, measure);
        return state.With(node, After(own, next, nodes[node])) with
        {
            Weights = next.Weights,
            Optimiser = next.Optimiser,
            Version = state.Version + 1,
            MessageCount = state.MessageCount + 1,
            LargestStaleness = Math.Max(state.LargestStaleness, state.Version - own.Version),
        };
    }
}
