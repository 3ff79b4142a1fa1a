using System.Reactive.Concurrency;
using System.Reactive.Linq;
using CutAwareQnn.Circuits;
using CutAwareQnn.Estimation;
using CutAwareQnn.Runtime;
using CutAwareQnn.Simulation;
using Xunit;

namespace CutAwareQnn.Unit.Runtime;

/// <summary>Stragglers and what is done about them, in virtual time. Times are in milliseconds.</summary>
public sealed class MitigationTests
{
    private static readonly EstimatorQuery[] OneQuery = [new(0, [], [])];

    private readonly HistoricalScheduler _scheduler = new();

    [Fact]
    public void Stragglers_AreTheSame_WhateverThePolicyAndTheWorkers()
    {
        var held = new HashSet<string>();
        foreach (string policy in DispatchPolicies.Names)
        {
            foreach (int workers in (int[])[1, 3, 64])
            {
                var scheduler = new HistoricalScheduler();
                var backend = new ModelledBackend(_ => TimeSpan.FromMilliseconds(1), scheduler);
                var settings = new ExecutionSettings { Stragglers = new(0.2, TimeSpan.FromSeconds(9), null, seed: 3) };
                BatchOutcome outcome = Run(Pipeline(backend, workers, settings, scheduler, DispatchPolicies.Parse(policy), 64), scheduler);
                Assert.InRange(outcome.Stages[0].Incidents.Stragglers, 1, 30);
                held.Add(string.Join(' ', backend.Answered.TakeLast((int)outcome.Stages[0].Incidents.Stragglers).Order()));
            }
        }

        // On one worker and in order the last ones to answer are not the stragglers; with 64 workers they are.
        int[] expected = [.. Enumerable.Range(0, 64).Where(i => DelayOf(i) > TimeSpan.Zero)];
        Assert.Contains(string.Join(' ', expected), held);
        static TimeSpan DelayOf(int i) => new Stragglers(0.2, TimeSpan.FromSeconds(9), null, seed: 3).DelayOf(Task(i, 0));
    }

    [Fact]
    public void AStraggler_HoldsItsWorker()
    {
        var settings = new ExecutionSettings { Stragglers = new(1, TimeSpan.FromMilliseconds(30), null, seed: 1) };
        ModelledBackend backend = Backend(_ => 10);
        BatchOutcome outcome = Run(Pipeline(backend, 2, settings, _scheduler, new EagerPolicy(), 4), _scheduler);
        Assert.Equal(["30:0@0", "30:1@1", "70:2@0", "70:3@1"], backend.Submitted);
        Assert.Equal(80, outcome.Stages[0].Times.Execute.TotalMilliseconds);
        Assert.Equal(new Incidents(4, TimeSpan.FromMilliseconds(120), 0, 0, 0, 0), outcome.Stages[0].Incidents);
    }

    /// <summary>
    /// 100,000 draws: the share within 5 standard deviations (chance 6e-7 to fail), the mean delay likewise at α = 3, whose variance is
    /// finite.
    /// </summary>
    [Fact]
    public void Delays_HaveTheirProbabilityAndMean()
    {
        const int Count = 100_000;
        var stragglers = new Stragglers(0.1, TimeSpan.FromSeconds(1), 3, seed: 9);
        double[] delays =
            [.. Enumerable.Range(0, Count).Select(i => stragglers.DelayOf(Task(i % 1000, i / 1000)).TotalSeconds).Where(d => d > 0)];
        Assert.InRange(delays.Length, 10_000 - 475, 10_000 + 475);

        // Pareto, α = 3, mean 1: minimum 2/3, variance α/((α - 2)(α - 1)²)·(2/3)² = 1/3.
        Assert.True(delays.Min() >= 0.6666);
        Assert.InRange(delays.Average(), 1 - (5 * Math.Sqrt(1.0 / 3 / delays.Length)), 1 + (5 * Math.Sqrt(1.0 / 3 / delays.Length)));

        // P(delay > 2) = ((2/3)/2)³ = 1/27.
        double tail = delays.Count(d => d > 2) / (double)delays.Length;
        Assert.InRange(tail, (1 / 27.0) - 0.0095, (1 / 27.0) + 0.0095);
    }

    [Theory]
    [InlineData(1.5, 10, null)]
    [InlineData(double.NaN, 10, null)]
    [InlineData(0.5, -1, null)]
    [InlineData(0.5, 10, 1.0)]
    [InlineData(0.5, 10, double.NaN)]
    public void StragglersOutOfRange_AreRefused(double probability, int milliseconds, double? tail) =>
        Assert.Throws<BackendException>(() => new Stragglers(probability, TimeSpan.FromMilliseconds(milliseconds), tail, 1));

    /// <summary>
    /// Four workers, eight batches of 10 ms, the last of 200 ms on its first worker only. All others end at 20; at 20 + 10 the last is
    /// twice its expected time old, a copy starts at 30 on the first watcher and wins at 40.
    /// </summary>
    [Fact]
    public void ASlowBatch_IsCopied_TheCopyWins_AndItsFirstWorkerIsLetGo()
    {
        int starts = 0;
        ModelledBackend backend = Backend(b => b.Index == 7 && starts++ == 0 ? 200 : 10);
        var settings = new ExecutionSettings { Speculation = new(2, TimeSpan.FromMilliseconds(1)) };
        BatchOutcome outcome = Run(Pipeline(backend, 4, settings, _scheduler, new EagerPolicy(), 8), _scheduler);
        Assert.Equal("30:7@0", backend.Submitted[^1]);
        Assert.Equal(9, backend.Submitted.Count);
        Assert.Equal(40, outcome.Stages[0].Times.Execute.TotalMilliseconds);
        Assert.Equal(40, outcome.Stages[0].Times.Total.TotalMilliseconds);
        Assert.Equal(new Incidents(0, default, 0, 1, 1, 0), outcome.Stages[0].Incidents);
        Assert.Equal(8, Assert.Single(outcome.Estimates).Value);
        Assert.Equal(0, backend.LiveCount);
    }

    [Fact]
    public void ACopyThatIsSlower_Loses_AndIsStopped()
    {
        int starts = 0;
        ModelledBackend backend = Backend(b => b.Index == 7 ? (starts++ == 0 ? 35 : 500) : 10);
        var settings = new ExecutionSettings { Speculation = new(2, TimeSpan.FromMilliseconds(1)) };
        BatchOutcome outcome = Run(Pipeline(backend, 4, settings, _scheduler, new EagerPolicy(), 8), _scheduler);
        Assert.Equal(45, outcome.Stages[0].Times.Total.TotalMilliseconds);
        Assert.Equal(new Incidents(0, default, 0, 1, 0, 0), outcome.Stages[0].Incidents);
        Assert.Equal(0, backend.LiveCount);
    }

    [Fact]
    public void WhatTakesLongByItsWork_IsNotCopied()
    {
        ModelledBackend backend = Backend(b => 10);
        var settings = new ExecutionSettings { Speculation = new(2, TimeSpan.FromMilliseconds(1)) };
        BatchOutcome outcome = Run(Pipeline(backend, 4, settings, _scheduler, new EagerPolicy(), 9), _scheduler);
        Assert.Equal(default, outcome.Stages[0].Incidents);
        Assert.Equal(9, backend.Submitted.Count);
    }

    [Fact]
    public void AFailedTry_WhoseCopyIsAtWork_DoesNotFailTheQuery()
    {
        int starts = 0;
        var backend = new ScriptedBackend(_scheduler, attempt => attempt.Job.Index == 3
            ? starts++ == 0 ? (35, null) : (50, attempt.Job.Execute())
            : (10, attempt.Job.Execute()));
        var settings = new ExecutionSettings { Speculation = new(2, TimeSpan.FromMilliseconds(1)) };
        BatchOutcome outcome = Run(Pipeline(backend, 4, settings, _scheduler, new EagerPolicy(), 4), _scheduler);
        Assert.Equal(new Incidents(0, default, 0, 1, 1, 0), outcome.Stages[0].Incidents);
        Assert.Equal(70, outcome.Stages[0].Times.Total.TotalMilliseconds);
    }

    [Fact]
    public void AFailure_IsTriedAgain_WithinLimits()
    {
        var backend = new ScriptedBackend(_scheduler, attempt => (10, attempt.Attempt < 2 ? null : attempt.Job.Execute()));
        var settings = new ExecutionSettings { Retries = new(3) };
        BatchOutcome outcome = Run(Pipeline(backend, 1, settings, _scheduler, new EagerPolicy(), 2), _scheduler);
        Assert.Equal(4, outcome.Stages[0].Incidents.Retries);
        Assert.Equal(60, outcome.Stages[0].Times.Total.TotalMilliseconds);

        Exception error = Fault(Pipeline(backend, 1, new() { Retries = new(2) }, _scheduler, new EagerPolicy(), 2));
        Assert.Equal("subexperiment batch 0 of 2 in the forward pass failed on backend scripted: scripted failure", error.Message);
    }

    [Fact]
    public void ABackendThatHangs_IsTimedOut()
    {
        var backend = new ScriptedBackend(_scheduler, attempt => (attempt.Attempt == 0 ? 1_000_000 : 10, attempt.Job.Execute()));
        var settings = new ExecutionSettings { Retries = new(2, TimeSpan.FromMilliseconds(50)) };
        BatchOutcome outcome = Run(Pipeline(backend, 2, settings, _scheduler, new EagerPolicy(), 2), _scheduler);
        Assert.Equal(60, outcome.Stages[0].Times.Total.TotalMilliseconds);
        Assert.Equal(2, outcome.Stages[0].Incidents.Retries);
        Assert.Contains("no answer within 0.05 s", Fault(Pipeline(
            backend,
            2,
            new() { Retries = new(1, TimeSpan.FromMilliseconds(50)) },
            _scheduler,
            new EagerPolicy(),
            2)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nan", "the result of batch 0 holds a number that is not finite")]
    [InlineData("short", "a result of 0 numbers for batch 0 answers batch 0, which gives 1")]
    [InlineData("foreign", "a result of 1 number for batch 8 answers batch 0, which gives 1")]
    [InlineData("nothing", "it answered nothing")]
    public void Garbage_IsAFailure(string kind, string message)
    {
        var backend = new GarbageBackend(kind);
        Assert.Contains(message, Fault(Pipeline(backend, 1, new(), _scheduler, new EagerPolicy(), 2)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ASecondAnswer_IsNotListenedTo()
    {
        BatchOutcome outcome = Run(Pipeline(new GarbageBackend("twice"), 1, new(), _scheduler, new EagerPolicy(), 3), _scheduler);
        Assert.Equal(3, Assert.Single(outcome.Estimates).Value);
    }

    [Fact]
    public void AFragmentTooWide_IsRefused_AndNotSubmitted() => Assert.Contains(
        "it needs 2 qubits but the backend has 1; cut into smaller fragments", Refused(new(Width: 1)), StringComparison.Ordinal);

    [Fact]
    public void AGateBetweenQubitsThatAreNotCoupled_IsRefused_AndNotSubmitted()
    {
        Assert.Contains(
            "acts on qubits 0 and 1, which the backend does not couple; route the circuit, or cut there",
            Refused(new(Connectivity: [(1, 2)])),
            StringComparison.Ordinal);
        Assert.Null(Refused(new(Width: 2, Connectivity: [(1, 0)])));
    }

    [Fact]
    public void ARateLimit_SpacesSubmissions()
    {
        var backend = new ScriptedBackend(_scheduler, attempt => (1, attempt.Job.Execute())) { Limits = new(SubmissionsPerSecond: 100) };
        BatchOutcome outcome = Run(Pipeline(backend, 8, new(), _scheduler, new EagerPolicy(), 8), _scheduler);
        Assert.Equal(71, outcome.Stages[0].Times.Total.TotalMilliseconds);
    }

    /// <summary>Two fragments, one query, 4 shares of which 3 are needed; the third share of each is late and never waited for.</summary>
    [Fact]
    public void SpareShares_AreNotWaitedFor()
    {
        (CutEstimator estimator, BatchRequest request) = Sampled();
        var backend = new ScriptedBackend(_scheduler, attempt => (attempt.Job.Index % 4 == 2 ? 500 : 10, attempt.Job.Execute()));
        var workers = new Workers(backend, 8, new EagerPolicy(), _scheduler, new() { Shares = new(3, 4) });
        BatchOutcome outcome = Run(new QueryPipeline(estimator, workers), _scheduler, request);
        Assert.Equal(10, outcome.Stages[0].Times.Execute.TotalMilliseconds);
        Assert.Equal(10, outcome.Stages[0].Times.Total.TotalMilliseconds);
        Assert.True(workers.IsReproducible);
        Assert.Equal(outcome.Stages[0].CircuitCount * 3 * 13_334, outcome.Stages[0].ShotCount);
        Estimate whole = estimator.Estimate(request.Queries)[0];
        double spread = Math.Sqrt(2) * whole.StandardError;
        Assert.InRange(outcome.Estimates[0].Value, whole.Value - (5 * spread), whole.Value + (5 * spread));
        Assert.Equal(whole.StandardError, outcome.Estimates[0].StandardError, 0.1 * whole.StandardError);
    }

    /// <summary>Half of every fragment's shares arrive in time: the variance doubles, up to the shrinking of means.</summary>
    [Fact]
    public void AtTheDeadline_TheErrorIsThatOfWhatArrived()
    {
        (CutEstimator estimator, BatchRequest request) = Sampled();
        var backend = new ScriptedBackend(_scheduler, attempt => (attempt.Job.Index % 4 < 2 ? 10 : 500, attempt.Job.Execute()));
        var settings = new ExecutionSettings { Shares = new(4, 4), Deadline = TimeSpan.FromMilliseconds(100) };
        BatchOutcome outcome = Run(
            new QueryPipeline(estimator, new(backend, 8, new EagerPolicy(), _scheduler, settings)), _scheduler, request);
        Assert.Equal(100, outcome.Stages[0].Times.Execute.TotalMilliseconds);
        Assert.Equal(100, outcome.Stages[0].Times.Total.TotalMilliseconds);
        Assert.Equal(2, outcome.Stages[0].Incidents.Incomplete);
        Assert.Equal(outcome.Stages[0].CircuitCount * 20_000, outcome.Stages[0].ShotCount);
        Estimate whole = estimator.Estimate(request.Queries)[0];
        Assert.Equal(Math.Sqrt(2), outcome.Estimates[0].StandardError / whole.StandardError, 0.1);
        Assert.InRange(Math.Abs(outcome.Estimates[0].Value - whole.Value), 0, 5 * Math.Sqrt(3) * whole.StandardError);
    }

    /// <summary>Without a fragment nothing is known: the value is the observable's constant, the error all that it can be off by.</summary>
    [Fact]
    public void WithoutAFragment_TheErrorIsTheObservablesRange()
    {
        (CutEstimator estimator, BatchRequest request) = Sampled();
        var backend = new ScriptedBackend(_scheduler, attempt => (attempt.Job.Index == 0 ? 10 : 500, attempt.Job.Execute()));
        var settings = new ExecutionSettings { Deadline = TimeSpan.FromMilliseconds(100) };
        BatchOutcome outcome = Run(
            new QueryPipeline(estimator, new(backend, 2, new EagerPolicy(), _scheduler, settings)), _scheduler, request);
        Assert.Equal(0, outcome.Estimates[0].Value);
        Assert.Equal(1.5, outcome.Estimates[0].StandardError);
        Assert.Equal(100, outcome.Stages[0].Times.Execute.TotalMilliseconds);
        Assert.Equal(0, backend.LiveCount);
    }

    [Fact]
    public void ADeadlineThatIsMet_ChangesNothing()
    {
        (CutEstimator estimator, BatchRequest request) = Sampled();
        var backend = new ScriptedBackend(_scheduler, attempt => (10, attempt.Job.Execute()));
        var settings = new ExecutionSettings { Deadline = TimeSpan.FromMilliseconds(100) };
        BatchOutcome outcome = Run(
            new QueryPipeline(estimator, new(backend, 2, new EagerPolicy(), _scheduler, settings)), _scheduler, request);
        Assert.Equal(estimator.Estimate(request.Queries), outcome.Estimates);
        Assert.Equal(10, outcome.Stages[0].Times.Total.TotalMilliseconds);
    }

    [Fact]
    public void InRealTime_WhatDependsOnTime_IsNotReproducible()
    {
        var backend = new ScriptedBackend(_scheduler, attempt => (10, null));
        Assert.False(new Workers(backend, 1, new EagerPolicy(), ImmediateScheduler.Instance, new() { Shares = new(3, 4) }).IsReproducible);
        Assert.False(
            new Workers(
                backend, 1, new EagerPolicy(), ImmediateScheduler.Instance, new() { Deadline = TimeSpan.FromSeconds(1) }).IsReproducible);
        Assert.True(new Workers(backend, 1, new EagerPolicy(), ImmediateScheduler.Instance, new() { Shares = new(4, 4) }).IsReproducible);
        Assert.Throws<BackendException>(() => new Workers(
            backend, 1, new EagerPolicy(), _scheduler, new() { Shares = new(3, 4), Speculation = Speculation.Default }));
    }

    /// <summary>Every pass of a batch whose spare shares are abandoned has its time in stage execute, not only the first.</summary>
    [Fact]
    public void EachPassOfABatch_HasItsTimeOfExecution_WhenSharesAreAbandoned()
    {
        var backend = new ScriptedBackend(_scheduler, attempt => (attempt.Job.Index % 4 == 2 ? 500 : 10, attempt.Job.Execute()));
        var estimator = new CutEstimator(SmallCircuits.Plan("AB"), new(ShotBudget.Each(40_000), Seed: 5));
        var workers = new Workers(backend, 8, new EagerPolicy(), _scheduler, new() { Shares = new(3, 4) });
        BatchOutcome outcome = Run(
            new QueryPipeline(estimator, workers),
            _scheduler,
            new(0, SmallCircuits.Queries(1), new(GradientMethod.ParameterShift, GradientTargets.Weights)));
        Assert.Equal([BatchPurpose.Forward, BatchPurpose.Shift], outcome.Stages.Select(s => s.Purpose));
        Assert.All(outcome.Stages, s => Assert.InRange(s.Times.Execute.TotalMilliseconds, 10, 499));
    }

    private static (CutEstimator Estimator, BatchRequest Request) Sampled() => (
        new(SmallCircuits.Plan("AB"), new(ShotBudget.Each(40_000), Seed: 5)), new(0, SmallCircuits.Queries(1)));

    // The message of the error; null where it is carried out.
    private string? Refused(BackendLimits limits)
    {
        var estimator = new CutEstimator(SmallCircuits.Plan("AAB"), new(ShotBudget.Exact));
        var pipeline = new QueryPipeline(estimator, new(new GarbageBackend("twice", limits), 1, new EagerPolicy(), _scheduler));
        Exception? fault = null;
        using IDisposable subscription = pipeline.Run(new BatchRequest(0, SmallCircuits.Queries(1, 3))).Subscribe(_ => { }, e => fault = e);
        _scheduler.Start();
        return fault?.Message;
    }

    private static JobAttempt Task(int index, int queryBatch) =>
        new(new FakeRun(PassPurpose.Forward, index + 1).Generate()[index], queryBatch, 0);

    private static QueryPipeline Pipeline(
        IBackend backend, int workers, ExecutionSettings settings, IScheduler scheduler, IDispatchPolicy policy, int batchCount) =>
        new(_ => new FakeBatch(new FakeRun(PassPurpose.Forward, batchCount)), new(backend, workers, policy, scheduler, settings));

    private static BatchOutcome Run(QueryPipeline pipeline, HistoricalScheduler scheduler, BatchRequest? request = null)
    {
        List<BatchOutcome> outcomes = [];
        Exception? fault = null;
        using IDisposable subscription = pipeline.Run(request ?? new BatchRequest(0, OneQuery)).Subscribe(outcomes.Add, e => fault = e);
        scheduler.Start();
        Assert.Null(fault);
        return Assert.Single(outcomes);
    }

    private ModelledBackend Backend(Func<Job, int> milliseconds) =>
        new(job => TimeSpan.FromMilliseconds(milliseconds(job)), _scheduler);

    private BackendException Fault(QueryPipeline pipeline)
    {
        Exception? fault = null;
        using IDisposable subscription = pipeline.Run(new BatchRequest(0, OneQuery)).Subscribe(_ => { }, e => fault = e);
        _scheduler.Start();
        return Assert.IsType<BackendException>(fault);
    }

    /// <summary>Answers each try after a time in ms; without an answer it fails then.</summary>
    private sealed class ScriptedBackend(IScheduler scheduler, Func<JobAttempt, (int Milliseconds, JobResult? Answer)> script) : IBackend
    {
        public string Name => "scripted";

        public int WorkerLimit => 64;

        public BackendLimits Limits { get; init; } = BackendLimits.None;

        public int LiveCount { get; private set; }

        public IObservable<JobResult> Submit(JobAttempt attempt, int worker) => Observable.Defer(() =>
        {
            (int milliseconds, JobResult? answer) = script(attempt);
            LiveCount++;
            return Observable.Timer(TimeSpan.FromMilliseconds(milliseconds), scheduler)
                .Select(_ => answer ?? throw new BackendException("scripted failure"))
                .Finally(() => LiveCount--);
        });
    }

    private sealed class GarbageBackend(string kind, BackendLimits? limits = null) : IBackend
    {
        public string Name => "garbage";

        public int WorkerLimit => 1;

        public BackendLimits Limits => limits ?? BackendLimits.None;

        public IObservable<JobResult> Submit(JobAttempt attempt, int worker) => kind switch
        {
            "nan" => Observable.Return(new JobResult(attempt.Job.Index, [double.NaN])),
            "short" => Observable.Return(new JobResult(attempt.Job.Index, [])),
            "foreign" => Observable.Return(new JobResult(8, [0])),
            "twice" => Observable.Repeat(attempt.Job.Execute(), 2),
            _ => Observable.Empty<JobResult>(),
        };
    }
}
