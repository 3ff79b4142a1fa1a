using System.Reactive.Concurrency;
using System.Reactive.Disposables;
using System.Reactive.Linq;

namespace CutAwareQnn.Runtime;

/// <summary>Merges streams on demand: workers pull from one shared cursor, each its next item only when it is free.</summary>
public static class DemandMerge
{
    /// <summary>
    /// Runs a stream for each item, at most one per worker, and merges their results. Cold: nothing is pulled before subscription, and
    /// an item is pulled only when a worker is free and fewer than <paramref name="waitingLimit"/> results wait for the observer.
    /// </summary>
    /// <param name="items">The items, pulled one at a time under a lock; disposed at the end, on error and on disposal.</param>
    /// <param name="workerCount">Streams at once, at least 1.</param>
    /// <param name="waitingLimit">
    /// Results that may wait while the observer is busy, at least 1. When as many wait, workers that come free take nothing until it is
    /// fewer again: no result is dropped and no thread blocks. With streams of one result each, at most waitingLimit - 1 + workerCount
    /// ever wait.
    /// </param>
    /// <param name="run">The stream of an item on a worker (0 to workerCount - 1).</param>
    /// <returns>
    /// The results as they arrive, one at a time, on the threads that deliver them: a thread that finds the observer busy leaves its
    /// result to the busy one and goes on. The first error ends the whole; results that still wait are dropped then.
    /// </returns>
    /// <remarks>
    /// Why not <c>Merge(n)</c>: it bounds the streams at work, not those pulled; over 10,000 of them it held all 10,000.
    /// </remarks>
    public static IObservable<TResult> MergeOnDemand<TItem, TResult>(
        this IEnumerable<TItem> items, int workerCount, int waitingLimit, Func<TItem, int, IObservable<TResult>> run) =>
        MergeOnDemand(() => new CursorDemand<TItem>(items), workerCount, waitingLimit, run);

    /// <summary>Merges items that may depend on the worker that takes them.</summary>
    /// <param name="items">
    /// Opens the items, once for every subscription; used under a lock; disposed of at the end, on error and on disposal.
    /// </param>
    /// <inheritdoc cref="MergeOnDemand{TItem, TResult}(IEnumerable{TItem}, int, int, Func{TItem, int, IObservable{TResult}})"/>
    public static IObservable<TResult> MergeOnDemand<TItem, TResult>(
        Func<IDemand<TItem>> items, int workerCount, int waitingLimit, Func<TItem, int, IObservable<TResult>> run)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(workerCount, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(waitingLimit, 1);
        return Observable.Create<TResult>(observer =>
        {
            var sink = new DemandMergeSink<TItem, TResult>(items(), workerCount, waitingLimit, run, observer);

            // The trampoline that every Subscribe sets up: work begins after the operators below are linked, so that they can stop
            // it even when it runs to its end inside this call.
            return new CompositeDisposable(2)
            {
                sink,
                CurrentThreadScheduler.Instance.Schedule(sink.Start),
            };
        });
    }
}
