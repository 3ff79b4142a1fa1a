using CutAwareQnn.Circuits;

namespace CutAwareQnn.Learning;

/// <summary>
/// Every node takes steps of its own, then all continue from the mean of their weights, weighted by their numbers of samples: QUDIO (Du,
/// Qian, Tao 2021, arXiv:2106.12819), and federated averaging for shards of different sizes (McMahan et al. 2017, arXiv:1602.05629). The
/// optimiser's memory stays on its node.
/// </summary>
/// <param name="Count">
/// Number of steps between means, W, at least 1. With W = 1 and plain gradient descent on whole, equal shards, a step is one on all
/// samples.
/// </param>
public sealed record LocalSteps(int Count) : SyncScheme
{
    /// <summary>W, at least 1.</summary>
    public int Count { get; } = Count >= 1
        ? Count
        : throw new CircuitException($"{Count} local steps between means were given; give at least 1");

    /// <inheritdoc/>
    public override string ToString() => $"local:steps={Count}";

    internal override bool ReceivesWeights(NodeState node) => node.Training.Step % Count == 0;

    internal override bool SendsResult(NodeState node, bool isLast) => isLast || (node.Training.Step + 1) % Count == 0;

    internal override ParallelState Receive(ParallelState state, int node, BatchMeasure measure, IReadOnlyList<Training> nodes)
    {
        NodeState own = state.Nodes[node];
        (TrainingState next, _) = nodes[node].Advance(own.Training, measure);
        if (!SendsResult(own, nodes[node].IsComplete(next)))
        {
            return state.With(node, After(own, next, nodes[node]));
        }

        ParallelState received = state.With(node, own with { Training = next, Phase = NodePhase.Waiting }) with
        {
            MessageCount = state.MessageCount + 1,
        };
        int[] assembled = Assembled(received);
        if (assembled.Length == 0)
        {
            return received;
        }

        double sampleCount = assembled.Sum(i => nodes[i].SampleCount);
        double[] mean = BatchMeasure.Mean(
            [.. assembled.Select(i => received.Nodes[i].Training.Weights)], [.. assembled.Select(i => nodes[i].SampleCount / sampleCount)]);
        foreach (int i in assembled)
        {
            received = received.With(i, After(received.Nodes[i], received.Nodes[i].Training with { Weights = mean }, nodes[i]));
        }

        return received with { Weights = mean, Version = state.Version + 1 };
    }
}
