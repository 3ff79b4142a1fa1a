using CutAwareQnn.Estimation;

namespace CutAwareQnn.Learning;

/// <summary>The evaluation that a node has to do next.</summary>
/// <param name="Node">Index of the node.</param>
/// <param name="Step">The node's own step, from 1.</param>
/// <param name="Queries">The queries of its mini-batch.</param>
/// <param name="Gradient">The derivatives to compute; null for none.</param>
/// <param name="ReceivesWeights">Whether the common weights have to be sent to the node first.</param>
/// <param name="SendsResult">Whether the result has to be sent from the node.</param>
public sealed record NodeTask(
    int Node, int Step, IReadOnlyList<EstimatorQuery> Queries, GradientRequest? Gradient, bool ReceivesWeights, bool SendsResult);
