using CutAwareQnn.Estimation;

namespace CutAwareQnn.Learning;

/// <summary>What a node is to evaluate.</summary>
/// <param name="Node">Which node.</param>
/// <param name="Step">The step that it is for, counted by the node from 1.</param>
/// <param name="Queries">The queries of its mini-batch.</param>
/// <param name="Gradient">The derivatives wanted.</param>
/// <param name="ReceivesWeights">Whether the common weights have to reach the node first.</param>
/// <param name="SendsResult">Whether what it finds has to leave the node.</param>
public sealed record NodeTask(
    int Node, int Step, IReadOnlyList<EstimatorQuery> Queries, GradientRequest? Gradient, bool ReceivesWeights, bool SendsResult);
