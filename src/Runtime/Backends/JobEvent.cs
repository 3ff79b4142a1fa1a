using CutAwareQnn.Simulation;

namespace CutAwareQnn.Runtime;

/// <summary>What becomes of a job that waits for a host.</summary>
public abstract record JobEvent
{
    private JobEvent()
    {
    }

    /// <summary>A host began the job.</summary>
    /// <param name="Host">The host's name.</param>
    public sealed record Started(string Host) : JobEvent;

    /// <summary>The job was answered.</summary>
    /// <param name="Host">The host's name.</param>
    /// <param name="Result">What was measured.</param>
    public sealed record Answered(string Host, JobResult Result) : JobEvent;
}
