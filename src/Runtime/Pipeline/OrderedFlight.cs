using System.Reactive.Concurrency;
using System.Reactive.Disposables;
using System.Reactive.Linq;

namespace CutAwareQnn.Runtime;

/// <summary>Runs several streams of one result each at once and delivers their results in the order of the items.</summary>
public static class OrderedFlight
{
    /// <summary>
    /// Runs a stream for each item, at most <paramref name="limit"/> begun and not yet delivered. An item is pulled only when there is
    /// room for it, so that memory stays flat: a result that waits for an earlier one counts.
    /// </summary>
    /// <param name="items">The items, pulled one at a time.</param>
    /// <param name="limit">In flight, at least 1.</param>
    /// <param name="run">The stream of an item: one result, or an error, which ends the whole once it is its turn.</param>
    public static IObservable<TResult> InOrder<TItem, TResult>(
        this IEnumerable<TItem> items, int limit, Func<TItem, IObservable<TResult>> run)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return Observable.Create<TResult>(observer =>
        {
            var sink = new Sink<TItem, TResult>(items.GetEnumerator(), limit, run, observer);
            return new CompositeDisposable(sink, CurrentThreadScheduler.Instance.Schedule(sink.Pump));
        });
    }

    /// <remarks>
    /// Whoever brings a result pumps; a thread that finds another one pumping leaves its turn to it. Only the pumping thread touches the
    /// queue, the cursor and the observer.
    /// </remarks>
    private sealed class Sink<TItem, TResult>(
        IEnumerator<TItem> cursor, int limit, Func<TItem, IObservable<TResult>> run, IObserver<TResult> observer) : IDisposable
    {
        private readonly Queue<Flight> _flights = new();
        private readonly CompositeDisposable _live = [];
        private int _turns;
        private bool _exhausted;
        private volatile bool _stopped;

        public void Pump()
        {
            if (Interlocked.Increment(ref _turns) != 1)
            {
                return;
            }

            do
            {
                try
                {
                    Deliver();
                    Fill();
                }
#pragma warning disable CA1031 // Whatever the cursor or the selector throws is the stream's error.
                catch (Exception error)
#pragma warning restore CA1031
                {
                    End(o => o.OnError(error));
                }

                if (_exhausted && _flights.Count == 0)
                {
                    End(o => o.OnCompleted());
                }
            }
            while (Interlocked.Decrement(ref _turns) != 0);
        }

        public void Dispose()
        {
            _stopped = true;
            _live.Dispose();

            // The pumping thread, if there is one, disposes of the cursor that it may be inside of.
            Pump();
        }

        private void Deliver()
        {
            while (!_stopped && _flights.TryPeek(out Flight? first) && first.IsOver)
            {
                _flights.Dequeue();
                _live.Remove(first.Subscription);
                if (first.Error is { } error)
                {
                    End(o => o.OnError(error));
                    return;
                }

                foreach (TResult result in first.Results)
                {
                    observer.OnNext(result);
                }
            }
        }

        private void Fill()
        {
            while (!_stopped && !_exhausted && _flights.Count < limit)
            {
                if (!cursor.MoveNext())
                {
                    _exhausted = true;
                    break;
                }

                var flight = new Flight(Pump);
                _flights.Enqueue(flight);
                _live.Add(flight.Subscription);
                flight.Subscription.Disposable = run(cursor.Current).SubscribeSafe(flight);
            }

            if (_stopped || _exhausted)
            {
                _exhausted = true;
                cursor.Dispose();
            }
        }

        private void End(Action<IObserver<TResult>> last)
        {
            if (!_stopped)
            {
                _stopped = true;
                _live.Dispose();
                _flights.Clear();
                last(observer);
            }
        }

        private sealed class Flight(Action onOver) : IObserver<TResult>
        {
            private volatile bool _isOver;

            public SingleAssignmentDisposable Subscription { get; } = new();

            public List<TResult> Results { get; } = [];

            public Exception? Error { get; private set; }

            public bool IsOver => _isOver;

            public void OnNext(TResult value) => Results.Add(value);

            public void OnError(Exception error)
            {
                Error = error;
                OnCompleted();
            }

            public void OnCompleted()
            {
                _isOver = true;
                onOver();
            }
        }
    }
}
