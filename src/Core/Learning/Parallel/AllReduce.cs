namespace CutAwareQnn.Learning;

/// <summary>
/// Every node evaluates a mini-batch of its own samples at the same weights; all take the step of their mean gradient, each sample counting
/// alike. Whole shards as mini-batches make it the gradient of all samples.
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

        // Each node has the optimiser and the weights of every other, and takes the same step with the same bits.
        var mean = BatchMeasure.Together([.. assembled.Select(i => received.Nodes[i].Measured!)]);
        foreach (int i in assembled)
        {
            (TrainingState next, _) = nodes[i].Advance(received.Nodes[i].Training, mean);
            received = received.With(i, Behind(received.Nodes[i], next, nodes[i])) with { Weights = next.Weights };
        }

        return received with { Version = state.Version + 1 };
    }
}
