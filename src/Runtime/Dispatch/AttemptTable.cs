using System.Collections.Concurrent;
using System.Reactive.Disposables;
using System.Reactive.Linq;

namespace CutAwareQnn.Runtime;

/// <summary>The tries that are under way, so that those nobody waits for any longer can be stopped.</summary>
internal sealed class AttemptTable
{
    private readonly ConcurrentDictionary<(int Task, int Copy), Action> _live = new();

    /// <summary>Returns a try that ends without a result, freeing its worker, when it is cancelled.</summary>
    public IObservable<T> Track<T>(int task, int copy, IObservable<T> attempt) => Observable.Create<T>(observer =>
    {
        var inner = new SingleAssignmentDisposable();
        _live[(task, copy)] = () =>
        {
            inner.Dispose();
            observer.OnCompleted();
        };
        inner.Disposable = attempt.Subscribe(observer);
        return new CompositeDisposable(inner, Disposable.Create(() => _live.TryRemove((task, copy), out _)));
    });

    /// <summary>Stops a try, if it is under way.</summary>
    public void Cancel(int task, int copy)
    {
        if (_live.TryRemove((task, copy), out Action? stop))
        {
            stop();
        }
    }
}
