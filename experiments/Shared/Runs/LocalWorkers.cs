using System.Reactive.Concurrency;
using System.Reactive.Linq;
using System.Reactive.Threading.Tasks;
using CutAwareQnn.Runtime;

namespace CutAwareQnn.Experiments;

/// <summary>
/// Workers in this process, each with a thread of its own, so that cancellation stops them within the task at hand; one more thread waits.
/// </summary>
internal sealed class LocalWorkers : IDisposable
{
    /// <summary>The largest number of workers: each is a thread.</summary>
    public const int MaxCount = 1024;

    private readonly WorkerThreads _threads;
    private readonly IDisposable? _owned;
    private readonly EventLoopScheduler _clock = new(start => new Thread(start) { Name = "clock", IsBackground = true });

    public LocalWorkers(int count, IDispatchPolicy policy, ExecutionSettings settings, string backend = "in-process", ulong seed = 0)
    {
        _threads = new(count);
        Workers = new(Backends.Parse(backend, _threads, _clock, seed), count, policy, _clock, settings);
    }

    /// <summary>Workers elsewhere: lanes of a backend that has threads of its own.</summary>
    /// <param name="backend">The backend.</param>
    /// <param name="owned">Disposed after the run.</param>
    /// <param name="policy">The order of dispatch.</param>
    /// <param name="settings">What may go wrong, and what is done about it.</param>
    public LocalWorkers(IBackend backend, IDisposable owned, IDispatchPolicy policy, ExecutionSettings settings)
    {
        _threads = new(1);
        _owned = owned;
        Workers = new(backend, backend.WorkerLimit, policy, _clock, settings);
    }

    public Workers Workers { get; }

    /// <summary>
    /// Runs a pipeline to its end and resumes away from its workers, whose queues would hold back what is scheduled there.
    /// </summary>
    public static Task RunAsync<T>(IObservable<T> pipeline, Action<T> onNext, CancellationToken cancellationToken) =>
        pipeline.Do(onNext).LastOrDefaultAsync().ToTask(cancellationToken, TaskPoolScheduler.Default);

    public void Dispose()
    {
        (Workers.Backend as IDisposable)?.Dispose();
        _owned?.Dispose();
        _threads.Dispose();
        _clock.Dispose();
    }
}
