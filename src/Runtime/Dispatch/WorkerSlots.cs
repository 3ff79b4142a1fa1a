using System.Reactive.Disposables;
using System.Reactive.Linq;

namespace CutAwareQnn.Runtime;

/// <summary>
/// Workers that several batches of queries share: each carries one batch of subexperiments at a time, the oldest queries' first.
/// </summary>
internal sealed class WorkerSlots
{
    private readonly Lock _gate = new();
    private readonly SortedSet<int> _idle;
    private readonly PriorityQueue<Lease, (long Priority, long Order)> _waiting = new();
    private long _order;
    private int _turns;

    public WorkerSlots(int count)
    {
        _idle = [.. Enumerable.Range(0, count)];
    }

    /// <summary>Returns a stream that begins when a worker is free and keeps it until its end.</summary>
    /// <param name="priority">Smaller ones go first.</param>
    /// <param name="preferred">The worker wanted, if it is free.</param>
    /// <param name="run">What the worker does.</param>
    public IObservable<T> Hold<T>(long priority, int preferred, Func<int, IObservable<T>> run) => Observable.Create<T>(observer =>
    {
        var inner = new SingleAssignmentDisposable();
        var lease = new Lease(preferred, worker => inner.Disposable = Observable.Defer(() => run(worker)).Subscribe(observer));
        lock (_gate)
        {
            _waiting.Enqueue(lease, (priority, _order++));
        }

        Match();
        return new CompositeDisposable(inner, Disposable.Create(() => Return(lease)));
    });

    private void Return(Lease lease)
    {
        lock (_gate)
        {
            lease.IsOver = true;
            if (lease.Worker is { } worker)
            {
                _idle.Add(worker);
                lease.Worker = null;
            }
        }

        Match();
    }

    // A lease that begins may end inside its own start: it requests another turn of the loop instead of a deeper stack.
    private void Match()
    {
        if (Interlocked.Increment(ref _turns) != 1)
        {
            return;
        }

        do
        {
            while (Next() is { } lease)
            {
                lease.Begin(lease.Worker!.Value);
            }
        }
        while (Interlocked.Decrement(ref _turns) != 0);
    }

    private Lease? Next()
    {
        lock (_gate)
        {
            while (_idle.Count > 0 && _waiting.TryDequeue(out Lease? lease, out _))
            {
                if (!lease.IsOver)
                {
                    int worker = _idle.Contains(lease.Preferred) ? lease.Preferred : _idle.Min;
                    _idle.Remove(worker);
                    lease.Worker = worker;
                    return lease;
                }
            }

            return null;
        }
    }

    private sealed class Lease(int preferred, Action<int> begin)
    {
        public int Preferred => preferred;

        public int? Worker { get; set; }

        public bool IsOver { get; set; }

        public void Begin(int worker) => begin(worker);
    }
}
