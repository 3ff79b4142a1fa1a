using System.Reactive.Concurrency;
using System.Reactive.Linq;
using CutAwareQnn.Circuits;
using CutAwareQnn.Simulation;

namespace CutAwareQnn.Runtime;

/// <summary>Who executes a pipeline's subexperiments, and in which order.</summary>
public sealed class Workers
{
    /// <summary>Creates the workers.</summary>
    /// <param name="backend">Where they execute.</param>
    /// <param name="count">How many, from 1 to the backend's limit.</param>
    /// <param name="policy">The order and time in which they are handed work.</param>
    /// <param name="scheduler">The clock of stage times, and where the policy's waits are spent; nothing else runs on it.</param>
    /// <exception cref="BackendException">Fewer than 1 worker, or more than the backend has.</exception>
    public Workers(IBackend backend, int count, IDispatchPolicy policy, IScheduler scheduler)
    {
        if (count < 1 || count > backend.WorkerLimit)
        {
            throw new BackendException(
                $"{count} workers on backend {backend.Name}, which has {backend.WorkerLimit}; give 1 to {backend.WorkerLimit}");
        }

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

    internal IObservable<SubexperimentResult> Carry(Dispatch dispatch, int worker, TimeSpan sinceDispatch)
    {
        IObservable<SubexperimentResult> result = Backend.Submit(dispatch.Batch, worker);
        return dispatch.NotBefore <= sinceDispatch
            ? result
            : result.DelaySubscription(dispatch.NotBefore - sinceDispatch, Scheduler);
    }
}
