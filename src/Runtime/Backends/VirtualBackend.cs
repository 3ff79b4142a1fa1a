using System.Reactive.Concurrency;
using System.Reactive.Linq;
using CutAwareQnn.Simulation;

namespace CutAwareQnn.Runtime;

/// <summary>Workers in virtual time: each batch takes its modelled service time, and then gives what it would have measured.</summary>
/// <param name="times">The model.</param>
/// <param name="scheduler">Virtual time.</param>
/// <param name="workerLimit">Workers, at least 1.</param>
public sealed class VirtualBackend(
    ServiceTimes times, VirtualTimeSchedulerBase<DateTimeOffset, TimeSpan> scheduler, int workerLimit) : IBackend
{
    /// <inheritdoc/>
    public string Name => "virtual";

    /// <inheritdoc/>
    public int WorkerLimit => workerLimit;

    /// <inheritdoc/>
    public IObservable<JobResult> Submit(JobAttempt attempt, int worker) =>
        Observable.Timer(VirtualTime.Within(scheduler.Now, times.Execution(attempt.Job)), scheduler).Select(_ => attempt.Job.Execute());
}
