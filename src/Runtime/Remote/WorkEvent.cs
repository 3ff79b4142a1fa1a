namespace CutAwareQnn.Runtime;

/// <summary>What becomes of a job that was sent.</summary>
public abstract record WorkEvent
{
    private WorkEvent()
    {
    }

    /// <summary>A worker began the job.</summary>
    /// <param name="Host">The worker's name.</param>
    public sealed record Started(string Host) : WorkEvent;

    /// <summary>The job was answered.</summary>
    /// <param name="Host">The worker's name.</param>
    /// <param name="Result">The result in its wire form.</param>
    public sealed record Answer(string Host, ReadOnlyMemory<byte> Result) : WorkEvent;
}
