namespace CutAwareQnn.Learning;

/// <summary>The phase of a node in data-parallel training.</summary>
public enum NodePhase
{
    /// <summary>The node begins its next mini-batch as soon as the scheme permits.</summary>
    Ready,

    /// <summary>The node is evaluating a mini-batch.</summary>
    Working,

    /// <summary>The node has delivered its result and waits for the others.</summary>
    Waiting,

    /// <summary>The node has completed its epochs.</summary>
    Done,
}
