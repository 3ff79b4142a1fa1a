using System.Reactive.Concurrency;
using System.Reactive.Disposables;
using System.Reactive.Linq;
using CutAwareQnn.Runtime;

namespace CutAwareQnn.RemoteWorkers;

/// <summary>Who is present, for any number of observers, each of whom hears of every change in order.</summary>
internal sealed class WorkerRoll
{
    private readonly Lock _lock = new();
    private readonly List<WorkerChange> _present = [];
    private readonly List<Action<WorkerChange>> _observers = [];
    private readonly IScheduler _scheduler;

    public WorkerRoll(IScheduler scheduler)
    {
        _scheduler = scheduler;
        Changes = Observable.Create<WorkerChange>(Subscribe);
    }

    public IObservable<WorkerChange> Changes { get; }

    public void Add(WorkerChange change)
    {
        lock (_lock)
        {
            _present.RemoveAll(p => p.Worker == change.Worker);
            if (change.IsPresent)
            {
                _present.Add(change);
            }

            foreach (Action<WorkerChange> observer in _observers)
            {
                observer(change);
            }
        }
    }

    private IDisposable Subscribe(IObserver<WorkerChange> observer)
    {
        var events = new OrderedEvents(_scheduler);
        Action<WorkerChange> tell = change => events.Tell(() => observer.OnNext(change));
        lock (_lock)
        {
            _observers.Add(tell);
            _present.ForEach(tell);
        }

        return Disposable.Create(() =>
        {
            events.Close();
            lock (_lock)
            {
                _observers.Remove(tell);
            }
        });
    }
}
