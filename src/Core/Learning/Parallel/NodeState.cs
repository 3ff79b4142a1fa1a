namespace CutAwareQnn.Learning;

/// <summary>The state of one node in data-parallel training.</summary>
/// <param name="Training">The state of the node's own training, with the weights that it works with.</param>
/// <param name="Phase">The phase of the node.</param>
/// <param name="Version">The version of the common weights when the node received them.</param>
/// <param name="Measured">A delivered result that has not been used yet; null for none.</param>
public sealed record NodeState(TrainingState Training, NodePhase Phase, int Version = 0, BatchMeasure? Measured = null);
