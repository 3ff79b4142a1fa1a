using System.Reactive.Concurrency;
using System.Reactive.Linq;
using CutAwareQnn.Circuits;
using CutAwareQnn.Estimation;
using CutAwareQnn.Runtime;
using CutAwareQnn.Simulation;
using Xunit;

namespace CutAwareQnn.Unit.Runtime;

public sealed class QueryPipelineVirtualTimeTests
{
    private static readonly EstimatorQuery[] OneQuery = [new(0, [], [])];

    private readonly HistoricalScheduler _scheduler = new();

    /// <summary>Workers, service times of eight batches in ms, the execution's length: list scheduling by hand.</summary>
    public static TheoryData<int, int[], int> Durations => new()
    {
        { 1, [10, 10, 10, 10, 10, 10, 10, 10], 80 },
        { 2, [10, 10, 10, 10, 10, 10, 10, 10], 40 },
        { 4, [10, 10, 10, 10, 10, 10, 10, 10], 20 },
        { 3, [10, 10, 10, 10, 10, 10, 10, 10], 30 },
        { 1, [50, 10, 10, 10, 10, 10, 10, 10], 120 },
        { 2, [50, 10, 10, 10, 10, 10, 10, 10], 60 },
        { 4, [50, 10, 10, 10, 10, 10, 10, 10], 50 },
        { 2, [10, 10, 10, 10, 10, 10, 10, 50], 80 },
        { 8, [10, 10, 10, 10, 10, 10, 10, 50], 50 },
        { 100, [10, 10, 10, 10, 10, 10, 10, 50], 50 },
    };

    [Theory]
    [MemberData(nameof(Durations))]
    public void Execution_TakesWhatListSchedulingSays(int workers, int[] milliseconds, int expected)
    {
        ModelledBackend backend = Backend(b => milliseconds[b.Index]);
        BatchOutcome outcome = Outcome(Pipeline(backend, workers, new FakeRun(PassPurpose.Forward, 8)));
        StageRecord stage = Assert.Single(outcome.Stages);
        Assert.Equal(TimeSpan.FromMilliseconds(expected), stage.Times.Execute);
        Assert.Equal(TimeSpan.FromMilliseconds(expected), stage.Times.Total);
        Assert.Equal(TimeSpan.Zero, stage.Times.Reconstruct);
        Assert.Equal(16, stage.CircuitCount);
        Assert.Equal(8000, stage.ShotCount);
        Assert.Equal(8, Assert.Single(outcome.Estimates).Value);
        Assert.Equal(0, backend.LiveCount);
    }

    [Fact]
    public void Workers_TakeBatchesInOrder_AsTheyComeFree()
    {
        ModelledBackend backend = Backend(b => b.Index == 0 ? 25 : 10);
        Outcome(Pipeline(backend, 2, new FakeRun(PassPurpose.Forward, 5)));
        Assert.Equal(["0:0@0", "0:1@1", "10:2@1", "20:3@1", "25:4@0"], backend.Submitted);
        Assert.Equal([1, 2, 0, 3, 4], backend.Answered);
    }

    [Fact]
    public void Passes_RunOneAfterTheOther_AndAddUpByPurpose()
    {
        QueryPipeline pipeline = Pipeline(
            Backend(_ => 10),
            2,
            new FakeRun(PassPurpose.Forward, 2),
            new FakeRun(PassPurpose.Shift, 4),
            new FakeRun(PassPurpose.Shift, 2));
        BatchOutcome outcome = Outcome(pipeline, partition: TimeSpan.FromMilliseconds(3));
        Assert.Equal(
            [
                new(BatchPurpose.Forward, 1, 4, 2000, Times(3, 10, 13)),
                new(BatchPurpose.Shift, 2, 12, 6000, Times(0, 30, 30)),
            ],
            outcome.Stages);
    }

    [Fact]
    public void PassesOfOnePurpose_AreOneRecord()
    {
        QueryPipeline pipeline = Pipeline(
            Backend(_ => 10),
            1,
            new FakeRun(PassPurpose.Forward, 1),
            new FakeRun(PassPurpose.Adjoint, 2),
            new FakeRun(PassPurpose.Adjoint, 3));
        Assert.Equal(
            [
                new(BatchPurpose.Evaluation, 1, 2, 1000, Times(0, 10, 10)),
                new(BatchPurpose.Adjoint, 2, 10, 5000, Times(0, 50, 50)),
            ],
            Outcome(pipeline, isEvaluation: true).Stages);
    }

    /// <summary>One worker folds on its own thread: execution excludes that. Folding takes 3 ms of a clock moved by hand.</summary>
    [Fact]
    public void Folding_IsReconstruction_AndNotExecution()
    {
        var clock = new HandClock();
        var run = new FakeRun(PassPurpose.Forward, 4) { OnAdd = () => clock.Elapsed += TimeSpan.FromMilliseconds(3) };
        var backend = new InstantBackend(() => clock.Elapsed += TimeSpan.FromMilliseconds(10));
        var pipeline = new QueryPipeline(_ => new FakeBatch(run), new(backend, 1, new EagerPolicy(), clock));
        StageTimes times = Outcome(pipeline).Stages[0].Times;
        Assert.Equal(TimeSpan.FromMilliseconds(40), times.Execute);
        Assert.Equal(TimeSpan.FromMilliseconds(12), times.Reconstruct);
        Assert.Equal(TimeSpan.FromMilliseconds(52), times.Total);
    }

    [Fact]
    public void APolicy_SpacesWorkInTime()
    {
        ModelledBackend backend = Backend(_ => 10);
        var pipeline = new QueryPipeline(
            _ => new FakeBatch(new FakeRun(PassPurpose.Forward, 3)),
            new(backend, 2, new Spaced(TimeSpan.FromMilliseconds(15)), _scheduler));
        Assert.Equal(TimeSpan.FromMilliseconds(40), Outcome(pipeline).Stages[0].Times.Execute);
        Assert.Equal(["0:0@0", "15:1@1", "30:2@0"], backend.Submitted);
    }

    [Fact]
    public void Nothing_RunsBeforeSubscription()
    {
        var run = new FakeRun(PassPurpose.Forward, 2);
        ModelledBackend backend = Backend(_ => 10);
        _ = Pipeline(backend, 2, run).Run(Request());
        _scheduler.Start();
        Assert.False(run.Generated);
        Assert.Empty(backend.Submitted);
    }

    [Fact]
    public void Disposal_LeavesNothingRunning()
    {
        ModelledBackend backend = Backend(_ => 10);
        var batch = new FakeBatch(new FakeRun(PassPurpose.Forward, 8), new FakeRun(PassPurpose.Shift, 8));
        var pipeline = new QueryPipeline(_ => batch, new(backend, 4, new EagerPolicy(), _scheduler));
        List<BatchOutcome> outcomes = [];
        IDisposable subscription = pipeline.Run(Request()).Subscribe(outcomes.Add);
        _scheduler.AdvanceBy(TimeSpan.FromMilliseconds(25));
        Assert.Equal(4, backend.LiveCount);
        Assert.False(batch.Closed);
        subscription.Dispose();
        Assert.Equal(0, backend.LiveCount);
        Assert.True(batch.Closed);
        _scheduler.Start();
        Assert.Empty(outcomes);
        Assert.Equal(12, backend.Submitted.Count);
    }

    [Fact]
    public void AFailure_NamesItsBatch_AndStopsTheOthers()
    {
        ModelledBackend backend = Backend(b => b.Index == 2 ? 5 : 10);
        Exception? error = null;
        FakeRun[] runs = [new(PassPurpose.Forward, 8, failing: 2), new(PassPurpose.Shift, 8)];
        using IDisposable subscription = Pipeline(backend, 3, runs)
            .Run(Request())
            .Subscribe(_ => { }, e => error = e);
        _scheduler.Start();
        BackendException failure = Assert.IsType<BackendException>(error);
        Assert.Equal(
            "subexperiment batch 2 of 8 in the forward pass failed on backend modelled: Attempted to divide by zero.", failure.Message);
        Assert.IsType<DivideByZeroException>(failure.InnerException);
        Assert.Equal(3, backend.Submitted.Count);
        Assert.Equal(0, backend.LiveCount);
    }

    [Fact]
    public void ABackendThatAnswersNothing_IsAnError()
    {
        CutEstimator estimator = new(SmallCircuits.Plan("AB"), new(ShotBudget.Exact));
        var pipeline = new QueryPipeline(estimator, new(new MuteBackend(), 1, new EagerPolicy(), _scheduler));
        Exception? error = null;
        using IDisposable subscription = pipeline.Run(new BatchRequest(0, SmallCircuits.Queries(1))).Subscribe(_ => { }, e => error = e);
        Assert.Equal(
            "subexperiment batch 0 of 2 in the forward pass failed on backend mute: it answered nothing; a backend answers every "
            + "batch once",
            Assert.IsType<BackendException>(error).Message);
    }

    [Fact]
    public void Requests_ArePulled_WhenTheOutcomeBeforeIsDelivered()
    {
        List<string> order = [];
        IEnumerable<BatchRequest> Requests()
        {
            for (int i = 0; i < 3; i++)
            {
                order.Add($"ask {i}");
                yield return Request(i);
            }
        }

        var pipeline = new QueryPipeline(
            _ => new FakeBatch(new FakeRun(PassPurpose.Forward, 2)), new(Backend(_ => 10), 2, new EagerPolicy(), _scheduler));
        using IDisposable subscription = pipeline.Run(Requests()).Subscribe(o => order.Add($"told {o.Request.Batch}"));
        _scheduler.Start();
        Assert.Equal(["ask 0", "told 0", "ask 1", "told 1", "ask 2", "told 2"], order);
    }

    [Fact]
    public void Drive_TakesAStateThroughItsAnswers()
    {
        var pipeline = new QueryPipeline(
            _ => new FakeBatch(new FakeRun(PassPurpose.Forward, 2)), new(Backend(_ => 10), 2, new EagerPolicy(), _scheduler));
        List<double> states = [];
        using IDisposable subscription = pipeline
            .Drive(1.0, state => state < 6 ? Request() : null, (state, outcome) => state + outcome.Estimates[0].Value)
            .Subscribe(states.Add);
        _scheduler.Start();
        Assert.Equal([3, 5, 7], states);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    public void WorkersBeyondTheBackend_AreRefused(int count)
    {
        var backend = new ModelledBackend(_ => TimeSpan.Zero, _scheduler, workerLimit: 4);
        BackendException error = Assert.Throws<BackendException>(() => new Workers(backend, count, new EagerPolicy(), _scheduler));
        Assert.Equal($"{count} workers on backend modelled, which has 4; give 1 to 4", error.Message);
    }

    private static StageTimes Times(int partition, int execute, int total) => new(
        TimeSpan.FromMilliseconds(partition), default, TimeSpan.FromMilliseconds(execute), default, TimeSpan.FromMilliseconds(total));

    private static BatchRequest Request(long batch = 0) => new(batch, OneQuery);

    private ModelledBackend Backend(Func<Job, int> milliseconds) =>
        new(job => TimeSpan.FromMilliseconds(milliseconds(job)), _scheduler);

    private QueryPipeline Pipeline(IBackend backend, int workers, params FakeRun[] runs) =>
        new(_ => new FakeBatch(runs), new(backend, workers, new EagerPolicy(), _scheduler));

    private BatchOutcome Outcome(QueryPipeline pipeline, TimeSpan partition = default, bool isEvaluation = false)
    {
        List<BatchOutcome> outcomes = [];
        var request = new BatchRequest(0, OneQuery, IsEvaluation: isEvaluation, PartitionTime: partition);
        using IDisposable subscription = pipeline.Run(request).Subscribe(outcomes.Add);
        _scheduler.Start();
        return Assert.Single(outcomes);
    }

    private sealed class Spaced(TimeSpan gap) : IDispatchPolicy
    {
        public string Name => "spaced";

        public IDemand<Dispatch> HandOut(IReadOnlyList<Job> jobs, int workerCount) =>
            new CursorDemand<Dispatch>(jobs.Select((job, i) => new Dispatch(job, i * gap)));
    }

    private sealed class MuteBackend : IBackend
    {
        public string Name => "mute";

        public int WorkerLimit => 1;

        public IObservable<JobResult> Submit(JobAttempt attempt, int worker) => Observable.Empty<JobResult>();
    }

    private sealed class InstantBackend(Action onExecute) : IBackend
    {
        public string Name => "instant";

        public int WorkerLimit => 1;

        public IObservable<JobResult> Submit(JobAttempt attempt, int worker) => Observable.Defer(() =>
        {
            onExecute();
            return Observable.Return(attempt.Job.Execute());
        });
    }

    /// <summary>A scheduler for its stopwatch only.</summary>
    private sealed class HandClock : LocalScheduler, IStopwatchProvider, IStopwatch
    {
        public TimeSpan Elapsed { get; set; }

        public override IStopwatch StartStopwatch() => this;

        public override IDisposable Schedule<TState>(TState state, TimeSpan dueTime, Func<IScheduler, TState, IDisposable> action) =>
            throw new NotSupportedException();
    }
}
