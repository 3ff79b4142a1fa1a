namespace CutAwareQnn.Learning;

/// <summary>
/// Synchronous training: every node evaluates a mini-batch of its own samples at the same weights, and all take the step of the mean
/// gradient, in which every sample has equal weight. With whole shards as mini-batches this is the gradient of all samples.
/// </summary>
public sealed record AllReduce : SyncScheme
{
    /// <inheritdoc/>
    public override string ToString() => "all-reduce";

    internal override ParallelState Receive(ParallelState state, int node, BatchMeasure measure, IReadOnlyList<Training> nodes)
    {
        ParallelState received = state.With(node, state.Nodes[node] with { Phase = NodePhase.Waiting, Measured = measure }) with
        {
            MessageCount = state.MessageCount + 1,
        };
        int[] assembled = Assembled(received);
        if (assembled.Length == 0)
        {
            return received;
        }

        // All nodes have the same optimiser and weights, so they take the same step bit for bit.
        var mean = BatchMeasure.Together([.. assembled.Select(i => received.Nodes[i].Measured!)]);
        foreach (int i in assembled)
        {
            (TrainingState next, _) = nodes[i].Advance(received.Nodes[i].Training, mean);
            received = received.With(i, After(received.Nodes[i], next, nodes[i])) with { Weights = next.Weights };
        }

        return received with { Version = state.Version + 1 };
    }
}
