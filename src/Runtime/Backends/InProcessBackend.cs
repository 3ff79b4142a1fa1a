using System.Reactive.Concurrency;
using System.Reactive.Linq;
using CutAwareQnn.Simulation;

namespace CutAwareQnn.Runtime;

/// <summary>Simulates subexperiments in this process, one worker per scheduler.</summary>
public sealed class InProcessBackend : IBackend
{
    private readonly IScheduler[] _schedulers;
    private readonly bool _isInterpreted;

    /// <summary>Creates a backend of one worker.</summary>
    /// <param name="scheduler">
    /// Where it executes. On an immediate or current-thread scheduler all work is done inside Subscribe, which returns when it is done;
    /// to cancel such work from elsewhere, put <c>TakeUntil</c> after the pipeline, or give the worker a thread.
    /// </param>
    public InProcessBackend(IScheduler scheduler)
    {
        _schedulers = [scheduler];
    }

    /// <summary>Creates a backend of one worker per thread.</summary>
    /// <param name="threads">The threads; the caller disposes them after the last subscription has ended.</param>
    /// <param name="isInterpreted">Whether fragments are simulated gate by gate instead of by their lowered programs.</param>
    public InProcessBackend(WorkerThreads threads, bool isInterpreted = false)
    {
        _isInterpreted = isInterpreted;
        _schedulers = [.. threads.Schedulers];
    }

    /// <inheritdoc/>
    public string Name => _isInterpreted ? "interpreted" : "in-process";

    /// <inheritdoc/>
    public int WorkerLimit => _schedulers.Length;

    /// <inheritdoc/>
    public IObservable<JobResult> Submit(JobAttempt attempt, int worker) =>
        Observable.Return(attempt.Job, _schedulers[worker]).Select(b => _isInterpreted ? b.GateByGate().Execute() : b.Execute());
}
