using System.Reactive.Concurrency;
using CutAwareQnn.Circuits;

namespace CutAwareQnn.Runtime;

/// <summary>Who executes a pipeline's subexperiments, and in which order.</summary>
public sealed class Workers
{
    private readonly RateLimiter? _rate;

    /// <summary>Creates the workers.</summary>
    /// <param name="backend">Where they execute.</param>
    /// <param name="count">How many, from 1 to the backend's limit.</param>
    /// <param name="policy">The order and time in which they are handed work.</param>
    /// <param name="scheduler">
    /// The clock of stage times, and where the waits are spent: a policy's, injected delays and timeouts too.
    /// </param>
    /// <param name="settings">What may go wrong, and what is done about it; null for <see cref="ExecutionSettings.Default"/>.</param>
    /// <exception cref="BackendException">
    /// Fewer than 1 worker, or more than the backend has, or settings that exclude each other.
    /// </exception>
    public Workers(IBackend backend, int count, IDispatchPolicy policy, IScheduler scheduler, ExecutionSettings? settings = null)
    {
        if (count < 1 || count > backend.WorkerLimit)
        {
            throw new BackendException(
                $"{Counted.Of(count, "worker")} on backend {backend.Name}, which has {backend.WorkerLimit}; give 1 to "
                + $"{backend.WorkerLimit}");
        }

        Settings = settings ?? ExecutionSettings.Default;
        if (Settings is { Speculation: not null, Shares: not null })
        {
            throw new BackendException("speculative copies and shares of shots are both given; give only one of them");
        }

        _rate = backend.Limits.SubmissionsPerSecond is { } rate ? new(rate) : null;
        Backend = backend;
        Count = count;
        Policy = policy;
        Scheduler = scheduler;
    }

    /// <summary>Where they execute.</summary>
    public IBackend Backend { get; }

    /// <summary>How many there are.</summary>
    public int Count { get; }

    /// <summary>The order in which they are handed work.</summary>
    public IDispatchPolicy Policy { get; }

    /// <summary>The clock.</summary>
    public IScheduler Scheduler { get; }

    /// <summary>What may go wrong, and what is done about it.</summary>
    public ExecutionSettings Settings { get; }

    /// <summary>How long generating and folding take where time is virtual; null where they take what they take.</summary>
    public ServiceTimes? Model { get; init; }

    /// <summary>Called after every batch of subexperiments that is answered, on the worker's thread; may be null.</summary>
    /// <remarks>Set it before the first subscription.</remarks>
    public Action<JobReport>? OnJob { get; set; }

    /// <summary>Whether the same seed gives the same bits again: unless bits depend on when results arrive, and time is real.</summary>
    public bool IsReproducible => !Settings.DependsOnTime || Scheduler is VirtualTimeSchedulerBase<DateTimeOffset, TimeSpan>;

    /// <summary>Takes the next place in the backend's queue of submissions, and returns how long to wait for it.</summary>
    internal TimeSpan Admit() => _rate?.Admit(Scheduler.Now) ?? TimeSpan.Zero;
}
