using System.Reactive.Concurrency;
using System.Reactive.Linq;
using System.Reactive.Threading.Tasks;
using CutAwareQnn.Runtime;

namespace CutAwareQnn.Experiments.Commands;

/// <summary>Workers in this process. One worker needs no thread of its own: it runs where the pipeline is subscribed to.</summary>
internal sealed class LocalWorkers : IDisposable
{
    private readonly WorkerThreads? _threads;

    public LocalWorkers(int count)
    {
        _threads = count == 1 ? null : new(count);
        IBackend backend = _threads is null ? new InProcessBackend(ImmediateScheduler.Instance) : new InProcessBackend(_threads);
        Workers = new(backend, count, new EagerPolicy(), CurrentThreadScheduler.Instance);
    }

    public Workers Workers { get; }

    /// <summary>Runs a pipeline to its end, off the caller's thread; cancellation stops it within the task at hand.</summary>
    public static Task RunAsync<T>(IObservable<T> pipeline, Action<T> onNext, CancellationToken cancellationToken) => Task.Run(
        () => pipeline
            .TakeUntil(_ => cancellationToken.IsCancellationRequested)
            .Do(onNext)
            .DefaultIfEmpty()
            .ToTask(cancellationToken),
        cancellationToken);

    public void Dispose() => _threads?.Dispose();
}
