using System.Reactive.Concurrency;
using System.Reactive.Disposables;
using System.Reactive.Linq;
using System.Reactive.Threading.Tasks;
using CutAwareQnn.Runtime;
using Xunit;

namespace CutAwareQnn.Unit.Runtime;

public sealed class DemandMergeTests
{
    private readonly HistoricalScheduler _scheduler = new();
    private readonly Marbles _marbles;
    private readonly List<string> _pulls = [];

    public DemandMergeTests()
    {
        _marbles = new(_scheduler);
    }

    /// <summary>Streams (A, B, …), workers, what is seen, when streams are subscribed to and let go, when the cursor moves.</summary>
    public static TheoryData<string, int, string, string, string> Tables => new()
    {
        // One worker: one after the other, in order.
        { "--(a|) --(b|) --(c|)", 1, "2:a 4:b 6:c 6:|", "A:0-2 B:2-4 C:4-6", "0:A 2:B 4:C 6:end" },

        // Two workers share the cursor: whoever is free takes the next.
        { "-----(a|) --(b|) --(c|) --(d|)", 2, "2:b 4:c 5:a 6:d 6:|", "A:0-5 B:0-2 C:2-4 D:4-6", "0:A 0:B 2:C 4:D 5:end" },

        // More workers than streams.
        { "---(a|) --(b|)", 4, "2:b 3:a 3:|", "A:0-3 B:0-2", "0:A 0:B 0:end" },

        // Streams of several values, of none, and one that ends later than its value.
        { "-a-b| | -c---|", 1, "1:a 3:b 5:c 9:|", "A:0-4 B:4-4 C:4-9", "0:A 4:B 4:C 9:end" },

        // An error ends everything at once: the other stream is let go, nothing more is pulled.
        { "--------(a|) --# -(c|)", 2, "2:#B", "A:0-2 B:0-2", "0:A 0:B 2:closed" },
        { "-(a|) # -(c|)", 1, "1:a 1:#B", "A:0-1 B:1-1", "0:A 1:B 1:closed" },

        // Nothing to do.
        { "", 2, "0:|", "", "0:end" },
    };

    [Theory]
    [MemberData(nameof(Tables))]
    public void Streams_AreMergedOnDemand(string streams, int workers, string seen, string lifetimes, string pulls)
    {
        Assert.Equal(seen, _marbles.Observe(Merge(streams, workers)));
        Assert.Equal(lifetimes, _marbles.Lifetimes);
        Assert.Equal(pulls, string.Join(' ', _pulls));
    }

    [Fact]
    public void Nothing_IsPulled_BeforeSubscription()
    {
        _ = Merge("-(a|)", 2);
        _scheduler.Start();
        Assert.Empty(_pulls);
    }

    [Fact]
    public void EverySubscription_StartsAnew()
    {
        IObservable<char> merged = Merge("-(a|) -(b|)", 1);
        Assert.Equal("1:a 2:b 2:|", _marbles.Observe(merged));
        Assert.Equal("3:a 4:b 4:|", _marbles.Observe(merged));
    }

    [Fact]
    public void Disposal_LetsGoOfStreamsAndCursor_AndPullsNoMore()
    {
        Assert.Equal("2:b", _marbles.Observe(Merge("--------(a|) --(b|) --(c|) --(d|)", 2), disposeAt: 3));
        Assert.Equal("A:0-3 B:0-2 C:2-3", _marbles.Lifetimes);
        Assert.Equal("0:A 0:B 2:C 3:closed", string.Join(' ', _pulls));
        Assert.Equal(0, _marbles.LiveCount);
    }

    [Fact]
    public void AnOperatorBelow_StopsStreams_ThatRunInsideSubscribe()
    {
        int pulled = 0;
        IEnumerable<int> items = Enumerable.Range(0, 1000).Select(i => { pulled++; return i; });
        List<int> seen = [];
        using IDisposable subscription =
            items.MergeOnDemand(1, 1, (i, _) => Observable.Return(i, ImmediateScheduler.Instance)).Take(3).Subscribe(seen.Add);
        Assert.Equal([0, 1, 2], seen);
        Assert.Equal(3, pulled);
    }

    [Fact]
    public void StreamsThatEndInsideSubscribe_DoNotDeepenTheStack()
    {
        long sum = 0;
        using IDisposable subscription = Enumerable.Range(0, 1_000_000)
            .MergeOnDemand(3, 3, (i, _) => Observable.Return(i, ImmediateScheduler.Instance))
            .Subscribe(i => sum += i);
        Assert.Equal(499_999_500_000, sum);
    }

    [Fact]
    public void WhileTheObserverIsBusy_WorkersPause_AtTheLimit_AndComeBack()
    {
        var running = new SortedDictionary<int, IObserver<int>>();
        int pulled = 0;
        int mostRunning = 0;
        List<int> seen = [];
        bool completed = false;
        using IDisposable subscription = Enumerable.Range(0, 20)
            .Select(i => { pulled++; return i; })
            .MergeOnDemand(3, 2, (i, _) => Observable.Create<int>(observer =>
            {
                running.Add(i, observer);
                mostRunning = Math.Max(mostRunning, running.Count);
                return Disposable.Empty;
            }))
            .Subscribe(
                value =>
                {
                    seen.Add(value);
                    if (value == 0)
                    {
                        // Busy with the first result while the workers go on as long as they may.
                        while (running.Count > 0)
                        {
                            Answer();
                        }

                        // The first, 2 at the limit, and the one that was at work when it was reached.
                        Assert.Equal(4, pulled);
                        Assert.Equal([0], seen);
                    }
                },
                () => completed = true);
        while (!completed)
        {
            Answer();
        }

        Assert.Equal(Enumerable.Range(0, 20), seen);
        Assert.Equal(3, mostRunning);

        void Answer()
        {
            (int item, IObserver<int> observer) = running.First();
            running.Remove(item);
            observer.OnNext(item);
            observer.OnCompleted();
        }
    }

    [Fact]
    public void ACursorThatThrows_EndsTheStream()
    {
        static IEnumerable<int> Items()
        {
            yield return 1;
            throw new InvalidOperationException("cursor");
        }

        AssertFails("cursor", Items().MergeOnDemand(1, 1, (i, _) => Observable.Return(i)));
    }

    [Fact]
    public void ASelectorThatThrows_EndsTheStream() =>
        AssertFails("selector", new[] { 1, 2 }.MergeOnDemand<int, int>(1, 1, (_, _) => throw new InvalidOperationException("selector")));

    [Fact]
    public async Task OnThreads_EveryResultArrivesOnce_OneAtATime()
    {
        using var threads = new WorkerThreads(4);
        int inside = 0;
        IList<int> seen = await Enumerable.Range(0, 20_000)
            .MergeOnDemand(4, 4, (i, worker) => Observable.Return(i, threads.Schedulers[worker]))
            .Do(_ =>
            {
                Assert.Equal(1, Interlocked.Increment(ref inside));
                Interlocked.Decrement(ref inside);
            })
            .ToList()
            .ToTask(TaskPoolScheduler.Default);
        Assert.Equal(Enumerable.Range(0, 20_000), seen.Order());
    }

    private static void AssertFails(string message, IObservable<int> stream)
    {
        Exception? error = null;
        using IDisposable subscription = stream.Subscribe(_ => { }, e => error = e);
        Assert.Equal(message, error?.Message);
    }

    private IObservable<char> Merge(string streams, int workers)
    {
        string[] drawn = streams.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return Cursor(drawn).MergeOnDemand(workers, workers, (stream, _) => stream);
    }

    private IEnumerable<IObservable<char>> Cursor(string[] drawn)
    {
        bool ended = false;
        try
        {
            for (int i = 0; i < drawn.Length; i++)
            {
                string name = ((char)('A' + i)).ToString();
                _pulls.Add($"{_marbles.Now}:{name}");
                yield return _marbles.Cold(name, drawn[i]);
            }

            ended = true;
        }
        finally
        {
            _pulls.Add($"{_marbles.Now}:{(ended ? "end" : "closed")}");
        }
    }
}
