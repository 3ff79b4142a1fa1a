using System.Reactive;
using System.Reactive.Disposables;

namespace CutAwareQnn.Runtime;

/// <summary>One subscription to <see cref="DemandMerge"/>.</summary>
/// <remarks>
/// All state changes under one lock, held for a pull or a few assignments and never while a stream or the observer runs. A worker
/// comes free, takes the next item and subscribes on its own thread. A result is queued; the thread that finds nobody delivering
/// becomes the one that delivers, until the queue is empty. Workers that find the queue full are parked, and the delivering thread
/// wakes them. Either somebody delivers or the queue is empty, so a parked worker is always woken.
/// </remarks>
internal sealed class DemandMergeSink<TItem, TResult> : IDisposable
{
    private readonly Lock _gate = new();
    private readonly IDemand<TItem> _items;
    private readonly int _waitingLimit;
    private readonly Func<TItem, int, IObservable<TResult>> _run;
    private readonly IObserver<TResult> _observer;
    private readonly Worker[] _workers;
    private readonly Queue<TResult> _waiting = new();
    private readonly Stack<Worker> _parked = new();
    private Exception? _error;
    private int _activeCount;
    private bool _exhausted;
    private bool _delivering;
    private bool _stopped;

    public DemandMergeSink(
        IDemand<TItem> items,
        int workerCount,
        int waitingLimit,
        Func<TItem, int, IObservable<TResult>> run,
        IObserver<TResult> observer)
    {
        _items = items;
        _waitingLimit = waitingLimit;
        _run = run;
        _observer = observer;
        _workers = new Worker[workerCount];
        for (int worker = 0; worker < workerCount; worker++)
        {
            _workers[worker] = new(this, worker);
        }
    }

    public void Start()
    {
        foreach (Worker worker in _workers)
        {
            worker.Advance();
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            Stop();
        }

        foreach (Worker worker in _workers)
        {
            worker.Dispose();
        }
    }

    // Under the lock.
    private void Stop()
    {
        _stopped = true;
        _waiting.Clear();
        _parked.Clear();
        CloseItems();
    }

    // Under the lock.
    private void CloseItems()
    {
        _exhausted = true;
        _items.Dispose();
    }

    // The worker's next item; none when there is no more, or no room for its results.
    private bool TryTake(Worker worker, out TItem item)
    {
        item = default!;
        lock (_gate)
        {
            if (_exhausted || _error is not null)
            {
                return false;
            }

            if (_waiting.Count >= _waitingLimit)
            {
                _parked.Push(worker);
                return false;
            }

            try
            {
                if (_items.TryTake(worker.Index, out item!))
                {
                    _activeCount++;
                    return true;
                }

                CloseItems();
            }
#pragma warning disable CA1031 // Whatever the demand throws is the merged stream's error.
            catch (Exception error)
#pragma warning restore CA1031
            {
                _error = error;
            }
        }

        return false;
    }

    private void Add(TResult result)
    {
        lock (_gate)
        {
            if (_stopped)
            {
                return;
            }

            _waiting.Enqueue(result);
        }

        Deliver();
    }

    private void Fail(Exception error)
    {
        lock (_gate)
        {
            _error ??= error;
        }

        Deliver();
    }

    private void Finished()
    {
        lock (_gate)
        {
            _activeCount--;
        }
    }

    private void Deliver()
    {
        lock (_gate)
        {
            if (_delivering)
            {
                return;
            }

            _delivering = true;
        }

        while (TryNext(out Notification<TResult>? last, out TResult result, out Worker[] woken))
        {
            foreach (Worker worker in woken)
            {
                worker.Advance();
            }

            if (last is null)
            {
                _observer.OnNext(result);
                continue;
            }

            Dispose();
            last.Accept(_observer);
        }
    }

    // What the observer receives next; ends the delivery, under the same lock, when there is nothing.
    private bool TryNext(out Notification<TResult>? last, out TResult result, out Worker[] woken)
    {
        last = null;
        result = default!;
        woken = [];
        lock (_gate)
        {
            if (_stopped)
            {
                _delivering = false;
                return false;
            }

            if (_error is not null)
            {
                last = Notification.CreateOnError<TResult>(_error);
                Stop();
                return true;
            }

            if (_waiting.TryDequeue(out result!))
            {
                if (_parked.Count > 0 && _waiting.Count < _waitingLimit)
                {
                    woken = _parked.ToArray();
                    _parked.Clear();
                }

                return true;
            }

            if (_exhausted && _activeCount == 0)
            {
                last = Notification.CreateOnCompleted<TResult>();
                Stop();
                return true;
            }

            _delivering = false;
            return false;
        }
    }

    /// <summary>One of the workers: takes an item, observes its stream, takes the next.</summary>
    private sealed class Worker(DemandMergeSink<TItem, TResult> sink, int index) : IObserver<TResult>, IDisposable
    {
        private readonly SerialDisposable _subscription = new();

        private int _turns;

        public int Index => index;

        // Turns count how often the worker came free: a stream that ends inside its own Subscribe requests another round of the
        // loop instead of a deeper stack.
        public void Advance()
        {
            if (Interlocked.Increment(ref _turns) != 1)
            {
                return;
            }

            do
            {
                if (sink.TryTake(this, out TItem item))
                {
                    Observe(item);
                }
                else
                {
                    sink.Deliver();
                }
            }
            while (Interlocked.Decrement(ref _turns) != 0);
        }

        public void OnNext(TResult value) => sink.Add(value);

        public void OnError(Exception error) => sink.Fail(error);

        public void OnCompleted()
        {
            sink.Finished();
            Advance();
        }

        public void Dispose() => _subscription.Dispose();

        private void Observe(TItem item)
        {
            IObservable<TResult> results;
            try
            {
                results = sink._run(item, index);
            }
#pragma warning disable CA1031 // Whatever the selector throws is the merged stream's error.
            catch (Exception error)
#pragma warning restore CA1031
            {
                sink.Fail(error);
                return;
            }

            _subscription.Disposable = results.SubscribeSafe(this);
        }
    }
}
