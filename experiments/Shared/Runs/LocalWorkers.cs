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
    private readonly EventLoopScheduler _clock = new(start => new Thread(start) { Name = "clock", IsBackground = true });

    public LocalWorkers(int count, IDispatchPolicy policy, ExecutionSettings settings, string backend = "in-process", ulong seed = 0)
    {
        _threads = new(count);
        Workers = new(Backends.Parse(backend, _threads, _clock, seed), count, policy, _clock, settings);
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
        _threads.Dispose();
        _clock.Dispose();
    }
}
