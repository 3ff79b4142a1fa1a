using System.Reactive.Concurrency;
using System.Reactive.Disposables;
using System.Reactive.Linq;

namespace CutAwareQnn.Unit.Runtime;

/// <summary>
/// Cold streams drawn as marbles, in virtual time: one character per millisecond; <c>-</c> nothing, one letter per value, <c>|</c> the end,
/// <c>#</c> an error, <c>(a|)</c> several in one millisecond. Keeps the times of every subscription.
/// </summary>
internal sealed class Marbles(HistoricalScheduler scheduler)
{
    private readonly DateTimeOffset _start = scheduler.Now;
    private readonly List<Lifetime> _lifetimes = [];

    public long Now => (long)(scheduler.Now - _start).TotalMilliseconds;

    public int LiveCount => _lifetimes.Count(l => l.End is null);

    /// <summary>Every subscription as <c>name:start-end</c>, in order.</summary>
    public string Lifetimes => string.Join(' ', _lifetimes.Select(l => $"{l.Name}:{l.Start}-{l.End}"));

    public IObservable<char> Cold(string name, string marbles) => Observable.Create<char>(observer =>
    {
        var lifetime = new Lifetime(name, Now);
        _lifetimes.Add(lifetime);
        var events = new CompositeDisposable(Disposable.Create(() => lifetime.End = Now));
        foreach ((long time, char mark) in Parse(marbles))
        {
            events.Add(scheduler.Schedule(TimeSpan.FromMilliseconds(time), () =>
            {
                switch (mark)
                {
                    case '|': observer.OnCompleted(); break;
                    case '#': observer.OnError(new InvalidOperationException(name)); break;
                    default: observer.OnNext(mark); break;
                }
            }));
        }

        return events;
    });

    /// <summary>Subscribes, runs to the end of virtual time and returns what was seen as <c>time:mark</c>.</summary>
    public string Observe(IObservable<char> stream, long? disposeAt = null)
    {
        List<string> seen = [];
        IDisposable subscription = stream.Subscribe(
            value => seen.Add($"{Now}:{value}"), error => seen.Add($"{Now}:#{error.Message}"), () => seen.Add($"{Now}:|"));
        if (disposeAt is { } time)
        {
            scheduler.Schedule(TimeSpan.FromMilliseconds(time), subscription.Dispose);
        }

        scheduler.Start();
        return string.Join(' ', seen);
    }

    private static IEnumerable<(long Time, char Mark)> Parse(string marbles)
    {
        long time = 0;
        bool together = false;
        foreach (char mark in marbles)
        {
            together = mark == '(' || (together && mark != ')');
            if (mark is not ('-' or '(' or ')'))
            {
                yield return (time, mark);
            }

            time += together ? 0 : 1;
        }
    }

    private sealed class Lifetime(string name, long start)
    {
        public string Name => name;

        public long Start => start;

        public long? End { get; set; }
    }
}
