namespace CutAwareQnn.Learning;

/// <summary>What a node is doing.</summary>
public enum NodePhase
{
    /// <summary>It may take up its next mini-batch as soon as the scheme lets it.</summary>
    Ready,

    /// <summary>It is evaluating a mini-batch.</summary>
    Working,

    /// <summary>It has delivered and waits for the others.</summary>
    Waiting,

    /// <summary>It has been through its samples as often as asked.</summary>
    Done,
}

/// <summary>A node of data-parallel training.</summary>
/// <param name="Training">Where it stands in its own samples, with the weights that it works with.</param>
/// <param name="Phase">What it is doing.</param>
/// <param name="Version">The common weights' version when it took them.</param>
/// <param name="Measured">What it has delivered and nobody has used yet; null for nothing.</param>
public sealed record NodeState(TrainingState Training, NodePhase Phase, int Version = 0, BatchMeasure? Measured = null);
