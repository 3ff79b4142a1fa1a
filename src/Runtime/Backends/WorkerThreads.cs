using System.Reactive.Concurrency;
using CutAwareQnn.Circuits;

namespace CutAwareQnn.Runtime;

/// <summary>
/// Background threads that wait for work, one per worker, each with its own scheduler. A thread starts with its first work and ends
/// at disposal, within the task that it is executing.
/// </summary>
/// <example>
/// <code>
/// using var threads = new WorkerThreads(2);
/// Console.WriteLine(threads.Schedulers.Count);    // 2
/// </code>
/// </example>
public sealed class WorkerThreads : IDisposable
{
    private readonly EventLoopScheduler[] _schedulers;
    private int _liveCount;

    /// <summary>Creates the threads.</summary>
    /// <param name="count">How many, at least 1.</param>
    /// <exception cref="BackendException">Less than 1.</exception>
    public WorkerThreads(int count)
    {
        if (count < 1)
        {
            throw new BackendException($"{Counted.Of(count, "worker")} cannot execute anything; give at least 1");
        }

        _schedulers = new EventLoopScheduler[count];
        for (int worker = 0; worker < count; worker++)
        {
            string name = $"worker {worker}";
            _schedulers[worker] = new(start => new Thread(() => Live(start)) { Name = name, IsBackground = true });
        }
    }

    /// <summary>Threads that run now.</summary>
    public int LiveCount => Volatile.Read(ref _liveCount);

    /// <summary>One scheduler per thread.</summary>
    public IReadOnlyList<IScheduler> Schedulers => _schedulers;

    private void Live(ThreadStart start)
    {
        Interlocked.Increment(ref _liveCount);
        try
        {
            start();
        }
        finally
        {
            Interlocked.Decrement(ref _liveCount);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (EventLoopScheduler scheduler in _schedulers)
        {
            scheduler.Dispose();
        }
    }
}
