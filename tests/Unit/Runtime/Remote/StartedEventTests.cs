using System.Reactive.Concurrency;
using System.Reactive.Linq;
using CutAwareQnn.Circuits;
using CutAwareQnn.Estimation;
using CutAwareQnn.Runtime;
using CutAwareQnn.Simulation;
using Xunit;

namespace CutAwareQnn.Unit.Runtime.Remote;

/// <summary>Time limits and speculation count from the start that a backend reports, in virtual time. Times are in milliseconds.</summary>
public sealed class StartedEventTests
{
    private readonly HistoricalScheduler _scheduler = new();

    /// <summary>A job that waits 500 ms for a host and then runs for 10 is within a limit of 50.</summary>
    [Fact]
    public void WaitingForAHost_IsNotTimedOut()
    {
        BatchOutcome outcome = Run(_ => [(500, false), (10, true)], 2, 2, new() { Retries = new(1, TimeSpan.FromMilliseconds(50)) });
        Assert.Equal(510, outcome.Stages[0].Times.Total.TotalMilliseconds);
        Assert.Equal(0, outcome.Stages[0].Incidents.Retries);
    }

    /// <summary>The first try starts at 20 and hangs: it is given up at 70, and the second answers 30 later.</summary>
    [Fact]
    public void ARunThatHangs_IsTimedOutFromItsStart()
    {
        BatchOutcome outcome = Run(
            attempt => attempt == 0 ? [(20, false), (100_000, true)] : [(20, false), (10, true)],
            1,
            1,
            new() { Retries = new(2, TimeSpan.FromMilliseconds(50)) });
        Assert.Equal(100, outcome.Stages[0].Times.Total.TotalMilliseconds);
        Assert.Equal(1, outcome.Stages[0].Incidents.Retries);
    }

    /// <summary>The host that began at 40 is lost, another begins at 80: the limit of 50 counts anew, and no try is used up.</summary>
    [Fact]
    public void ASecondStart_CountsAnew()
    {
        var settings = new ExecutionSettings { Retries = new(1, TimeSpan.FromMilliseconds(50)) };
        BatchOutcome outcome = Run(_ => [(40, false), (40, false), (45, true)], 1, 1, settings);
        Assert.Equal(125, outcome.Stages[0].Times.Total.TotalMilliseconds);
        Assert.Equal(0, outcome.Stages[0].Incidents.Retries);
    }

    /// <summary>An injected delay holds the host, not the queue: 10 to wait, 10 + 30 to run.</summary>
    [Fact]
    public void AStraggler_HoldsItsHost()
    {
        var settings = new ExecutionSettings
        {
            Stragglers = new(1, TimeSpan.FromMilliseconds(30), null, seed: 1),
            Retries = new(1, TimeSpan.FromMilliseconds(50)),
        };
        Assert.Equal(50, Run(_ => [(10, false), (10, true)], 1, 1, settings).Stages[0].Times.Total.TotalMilliseconds);
        settings = settings with { Retries = new(1, TimeSpan.FromMilliseconds(35)) };
        Assert.Contains("no answer within 0.035 s", Fault(_ => [(10, false), (10, true)], settings).Message, StringComparison.Ordinal);
    }

    /// <summary>
    /// Four lanes, five jobs of 10 ms. The last waits for a host until 200: it is not copied while it waits. Begun, it takes 100, and is
    /// copied when it has run for twice its expected time, at 220; the copy starts at once and wins at 230.
    /// </summary>
    [Fact]
    public void AJobThatWaits_IsNotCopied_OneThatRunsTooLongIs()
    {
        BatchOutcome outcome = Run(
            (index, attempt) => index < 4 ? [(0, false), (10, true)]
                : attempt == 0 ? [(190, false), (100, true)]
                : [(0, false), (10, true)],
            4,
            5,
            new() { Speculation = new(2, TimeSpan.FromMilliseconds(1)) });
        Assert.Equal(230, outcome.Stages[0].Times.Total.TotalMilliseconds);
        Assert.Equal(new Incidents(0, default, 0, 1, 1, 0), outcome.Stages[0].Incidents);
    }

    private BatchOutcome Run(Func<int, (int Wait, bool IsAnswer)[]> script, int lanes, int jobs, ExecutionSettings settings) =>
        Run((_, attempt) => script(attempt), lanes, jobs, settings);

    private BatchOutcome Run(Func<int, int, (int Wait, bool IsAnswer)[]> script, int lanes, int jobs, ExecutionSettings settings)
    {
        (BatchOutcome? outcome, Exception? fault) = Observe(script, lanes, jobs, settings);
        Assert.Null(fault);
        return outcome!;
    }

    private BackendException Fault(Func<int, (int Wait, bool IsAnswer)[]> script, ExecutionSettings settings) =>
        Assert.IsType<BackendException>(Observe((_, attempt) => script(attempt), 1, 1, settings).Fault);

    private (BatchOutcome? Outcome, Exception? Fault) Observe(
        Func<int, int, (int Wait, bool IsAnswer)[]> script, int lanes, int jobs, ExecutionSettings settings)
    {
        var backend = new ScriptedQueue(_scheduler, script);
        var workers = new Workers(backend, lanes, new EagerPolicy(), _scheduler, settings);
        var pipeline = new QueryPipeline(_ => new FakeBatch(new FakeRun(PassPurpose.Forward, jobs)), workers);
        BatchOutcome? outcome = null;
        Exception? fault = null;
        using IDisposable subscription = pipeline.Run(new BatchRequest(0, [new(0, [], [])])).Subscribe(o => outcome = o, e => fault = e);
        _scheduler.Start();
        Assert.Equal(0, backend.LiveCount);
        return (outcome, fault);
    }

    /// <summary>Starts and answers each try after given waits, one after the other.</summary>
    private sealed class ScriptedQueue(IScheduler scheduler, Func<int, int, (int Wait, bool IsAnswer)[]> script) : IQueueingBackend
    {
        public string Name => "scripted";

        public int WorkerLimit => 64;

        public int LiveCount { get; private set; }

        public IObservable<JobResult> Submit(JobAttempt attempt, int worker) =>
            Follow(attempt, worker).OfType<JobEvent.Answered>().Select(a => a.Result);

        public IObservable<JobEvent> Follow(JobAttempt attempt, int worker) => Observable.Defer(() =>
        {
            LiveCount++;
            return script(attempt.Job.Index, attempt.Attempt)
                .Select(step => Observable.Timer(TimeSpan.FromMilliseconds(step.Wait), scheduler).Select(_ => step.IsAnswer
                    ? (JobEvent)new JobEvent.Answered("host", attempt.Job.Execute())
                    : new JobEvent.Started("host")))
                .Concat()
                .Finally(() => LiveCount--);
        });
    }
}
