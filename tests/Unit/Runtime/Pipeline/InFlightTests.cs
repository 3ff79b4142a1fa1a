using System.Reactive.Concurrency;
using System.Reactive.Linq;
using System.Reactive.Threading.Tasks;
using CutAwareQnn.Estimation;
using CutAwareQnn.Runtime;
using Xunit;

namespace CutAwareQnn.Unit.Runtime;

/// <summary>Batches of queries in flight together. Times are in milliseconds.</summary>
public sealed class InFlightTests
{
    private static readonly EstimatorQuery[] OneQuery = [new(0, [], [])];

    private readonly HistoricalScheduler _scheduler = new();
    private readonly Marbles _marbles;

    public InFlightTests()
    {
        _marbles = new(_scheduler);
    }

    /// <summary>Streams, limit, what is seen, when streams are subscribed to and let go.</summary>
    public static TheoryData<string, int, string, string> Tables => new()
    {
        { "--(a|) -(b|) -(c|)", 1, "2:a 3:b 4:c 4:|", "A:0-2 B:2-3 C:3-4" },

        // B waits for A and takes up its room: C begins when A is delivered.
        { "-----(a|) --(b|) -(c|)", 2, "5:a 5:b 6:c 6:|", "A:0-5 B:0-2 C:5-6" },
        { "-----(a|) --(b|) -(c|)", 3, "5:a 5:b 5:c 5:|", "A:0-5 B:0-2 C:0-1" },

        // An error waits for its turn, and releases what follows it.
        { "-----(a|) --# --------(c|)", 3, "5:a 5:#B", "A:0-5 B:0-2 C:0-5" },
        { "", 2, "0:|", "" },
    };

    [Theory]
    [MemberData(nameof(Tables))]
    public void Results_ComeInOrder_WithinTheLimit(string streams, int limit, string seen, string lifetimes)
    {
        string[] drawn = streams.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(
            seen, _marbles.Observe(drawn.Select((d, i) => (d, i)).InOrder(limit, s => _marbles.Cold(((char)('A' + s.i)).ToString(), s.d))));
        Assert.Equal(lifetimes, _marbles.Lifetimes);
    }

    [Fact]
    public void Disposal_LetsGoOfAll_AndPullsNoMore()
    {
        int pulled = 0;
        IEnumerable<int> items = Enumerable.Range(0, 100).Select(i => { pulled++; return i; });
        Assert.Equal(
            "2:a", _marbles.Observe(items.InOrder(3, i => _marbles.Cold($"{i}", i == 0 ? "--(a|)" : "--------(b|)")), disposeAt: 3));
        Assert.Equal(4, pulled);
        Assert.Equal(0, _marbles.LiveCount);
    }

    /// <summary>
    /// Two workers, batches of three tasks of 10: one at a time each takes 20 with a worker idle for 10; together they take turns without a
    /// gap.
    /// </summary>
    [Theory]
    [InlineData(1, 80)]
    [InlineData(2, 60)]
    [InlineData(4, 60)]
    public void BatchesInFlight_ShareTheWorkers_TheOldestFirst(int inFlight, int expected)
    {
        var backend = new ModelledBackend(_ => TimeSpan.FromMilliseconds(10), _scheduler);
        var pipeline =
            new QueryPipeline(_ => new FakeBatch(new FakeRun(PassPurpose.Forward, 3)), new(backend, 2, new EagerPolicy(), _scheduler));
        List<long> order = [];
        using IDisposable subscription = pipeline.Run(Requests(4), inFlight).Subscribe(o => order.Add(o.Request.Batch));
        TimeSpan start = _scheduler.Now.TimeOfDay;
        _scheduler.Start();
        Assert.Equal(expected, (_scheduler.Now.TimeOfDay - start).TotalMilliseconds);
        Assert.Equal([0, 1, 2, 3], order);
        Assert.Equal(12, backend.Answered.Count);
        Assert.All(
            backend.Submitted.GroupBy(s => s.Split(':')[0]),
            g => Assert.True(g.Select(s => s.Split('@')[1]).Distinct().Count() == g.Count()));
    }

    [Fact]
    public void OneErrorFailsItsBatch_NotTheRun_UnlessAsked()
    {
        QueryPipeline Pipeline(bool stops) => new(
            request => new FakeBatch(new FakeRun(PassPurpose.Forward, 3, failing: request.Batch == 1 ? 2 : -1)),
            new(new ModelledBackend(_ => TimeSpan.FromMilliseconds(10), _scheduler), 2, new EagerPolicy(), _scheduler))
        {
            StopsAtFirstError = stops,
        };
        foreach (int inFlight in (int[])[1, 3])
        {
            List<string> told = [];
            using (Pipeline(false).Run(Requests(3), inFlight)
                .Subscribe(o => told.Add($"{o.Request.Batch}:{o.Error?.GetType().Name}:{o.Estimates.Count}")))
            {
                _scheduler.Start();
            }

            Assert.Equal(["0::1", "1:BackendException:0", "2::1"], told);
            told.Clear();
            using (Pipeline(true).Run(Requests(3), inFlight)
                .Subscribe(o => told.Add($"{o.Request.Batch}"), e => told.Add(e.GetType().Name)))
            {
                _scheduler.Start();
            }

            Assert.Equal(["0", "BackendException"], told);
        }
    }

    /// <summary>Real queries on threads, four in flight: the estimator's bits, in order.</summary>
    [Fact]
    public async Task OnThreads_InFlight_EstimatesAreTheEstimators_BitForBit()
    {
        var estimator = new CutEstimator(SmallCircuits.Plan("AABC"), new(ShotBudget.Each(1024), Seed: 5));
        EstimatorQuery[] queries = SmallCircuits.Queries(400, 4);
        BatchRequest[] requests =
        [
            .. queries.Chunk(40)
                .Select((chunk, i) => new BatchRequest(i, chunk, new(GradientMethod.ParameterShift, GradientTargets.Weights))),
        ];
        using var threads = new WorkerThreads(3);
        var workers = new Workers(new InProcessBackend(threads), 3, new WorkStealingPolicy(), threads.Schedulers[0]);
        IList<BatchOutcome> outcomes =
            await new QueryPipeline(estimator, workers).Run(requests, 4).ToList().ToTask(TaskPoolScheduler.Default);
        Assert.Equal(requests, outcomes.Select(o => o.Request));
        foreach (BatchOutcome outcome in outcomes)
        {
            IReadOnlyList<Estimate> expected = estimator.Estimate(outcome.Request.Queries, outcome.Request.Gradient);
            Assert.Equal(expected.Select(e => (e.Value, e.StandardError)), outcome.Estimates.Select(e => (e.Value, e.StandardError)));
            Assert.Equal(expected.SelectMany(e => e.Gradient!.Weights), outcome.Estimates.SelectMany(e => e.Gradient!.Weights));
        }
    }

    [Fact]
    public void QueryByQuery_EachHasItsOwnBatch_AndTheBitsAreTheSame()
    {
        var estimator = new CutEstimator(SmallCircuits.Plan("AB"), new(ShotBudget.Each(1024), Seed: 5));
        var workers = new Workers(new InProcessBackend(ImmediateScheduler.Instance), 1, new EagerPolicy(), ImmediateScheduler.Instance);
        var request = new BatchRequest(7, SmallCircuits.Queries(5), PartitionTime: TimeSpan.FromSeconds(1));
        BatchOutcome? outcome = null;
        using IDisposable subscription =
            new QueryPipeline(estimator, workers) { IsQueryByQuery = true }.Run(request).Subscribe(o => outcome = o);
        Assert.Equal(estimator.Estimate(request.Queries), outcome!.Estimates);
        Assert.Equal(5, outcome.BatchCount);
        BatchRecord[] lines = [.. new BatchRecorder("r", new(estimator.Plan, new(ShotBudget.Each(1024))), workers).Records(outcome)];
        Assert.Equal([7, 8, 9, 10, 11], lines.Select(l => l.Batch));
        Assert.All(lines, l => Assert.Equal(1, l.QueryCount));
        Assert.Equal([true, false, false, false, false], lines.Select(l => l.PartitionSeconds >= 1));
    }

    private static IEnumerable<BatchRequest> Requests(int count) => Enumerable.Range(0, count).Select(i => new BatchRequest(i, OneQuery));
}
