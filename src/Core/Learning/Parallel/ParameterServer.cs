using CutAwareQnn.Circuits;

namespace CutAwareQnn.Learning;

/// <summary>
/// A server holds the weights and takes a step with every gradient as it comes in; a node that delivered takes the new weights and goes on.
/// No gradient is used that is older than a bound. After Ho et al. 2013, "More effective distributed ML via a stale synchronous parallel
/// parameter server", NIPS 26, with the bound on the gradient's age itself instead of on the nodes' clocks.
/// </summary>
/// <param name="Staleness">
/// The most steps S, from 0, that the server may take between a node's taking the weights and its gradient's use. With S at 0 one node works
/// at a time, from one less than the number of nodes on all do.
/// </param>
public sealed record ParameterServer(int Staleness) : SyncScheme
{
    /// <summary>S, from 0.</summary>
    public int Staleness { get; } = Staleness >= 0
        ? Staleness
        : throw new CircuitException($"a staleness of {Staleness} steps was asked for; give at least 0");

    /// <inheritdoc/>
    public override string ToString() => $"server:staleness={Staleness}";

    // If all others deliver before it, the node that has worked longest finds the server this many versions on. A node that would make that
    // more than S has to wait; as S is at least 0, never while none is at work.
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

    // The step of the optimiser is the server's; the place in the schedule and in the samples the node's.
    internal override ParallelState Receive(ParallelState state, int node, BatchMeasure measure, IReadOnlyList<Training> nodes)
    {
        NodeState own = state.Nodes[node];
        (TrainingState next, _) = nodes[node].Advance(
            own.Training with { Weights = state.Weights, Optimiser = state.Optimiser }, measure);
        return state.With(node, Behind(own, next, nodes[node])) with
        {
            Weights = next.Weights,
            Optimiser = next.Optimiser,
            Version = state.Version + 1,
            MessageCount = state.MessageCount + 1,
            LargestStaleness = Math.Max(state.LargestStaleness, state.Version - own.Version),
        };
    }
}
