using CutAwareQnn.Simulation;

namespace CutAwareQnn.Runtime;

/// <summary>How long the stages of a pass take, as linear functions of what is known beforehand: for runs in virtual time.</summary>
/// <param name="JobSeconds">Of executing a batch, whatever is in it; handing it to its worker included.</param>
/// <param name="OperationSeconds">An operation (<see cref="Job.Work"/>).</param>
/// <param name="CircuitSeconds">A circuit that is sampled.</param>
/// <param name="FoldSeconds">Of folding a batch's result in.</param>
/// <param name="ValueSeconds">A number of the result.</param>
/// <param name="GenerateSeconds">Of generating a batch.</param>
/// <param name="QueueSeconds">In a device's queue, before execution.</param>
/// <param name="ShotSeconds">A shot, on a device that takes them one after the other.</param>
public sealed record ServiceTimes(
    double JobSeconds,
    double OperationSeconds,
    double CircuitSeconds,
    double FoldSeconds,
    double ValueSeconds,
    double GenerateSeconds,
    double QueueSeconds = 0,
    double ShotSeconds = 0)
{
    /// <summary>
    /// Round numbers of the order that an AMD EPYC (Zen 5) takes: to compare schedules. For predictions fit a log: <see
    /// cref="ServiceTimesFit"/>.
    /// </summary>
    public static ServiceTimes Default { get; } = new(3e-6, 0.2e-9, 30e-9, 0.3e-6, 3e-9, 1e-6);

    /// <summary>Returns the time from taking a batch to its result; at most <see cref="TimeSpan.MaxValue"/>, as the others.</summary>
    public TimeSpan Execution(Job job) => VirtualTime.Span(
        QueueSeconds
        + JobSeconds
        + (OperationSeconds * job.Work)
        + (CircuitSeconds * (job.ShotCount > 0 ? job.CircuitCount : 0))
        + (ShotSeconds * job.ShotCount));

    /// <summary>Returns the time of folding its result in.</summary>
    public TimeSpan Fold(Job job) => VirtualTime.Span(FoldSeconds + (ValueSeconds * job.ResultLength));

    /// <summary>Returns the time of generating a pass.</summary>
    public TimeSpan Generation(int batchCount) => VirtualTime.Span(GenerateSeconds * batchCount);
}
