using System.Reactive.Concurrency;
using CutAwareQnn.Circuits;
using CutAwareQnn.RemoteWorkers;
using CutAwareQnn.Runtime;
using Xunit;

namespace CutAwareQnn.Unit.RemoteWorkers;

/// <summary>Leases, re-issues and answers in virtual time.</summary>
public sealed class JobBoardTests : IDisposable
{
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(0.25);

    private readonly HistoricalScheduler _clock = new();
    private readonly JobBoard _board;
    private readonly List<string> _workers = [];

    public JobBoardTests()
    {
        _board = new(LeaseSettings.Default, _clock, ImmediateScheduler.Instance);
        _board.Workers.Subscribe(w => _workers.Add($"{(w.IsPresent ? "+" : "-")}{w.Worker}"));
    }

    public void Dispose() => _board.Dispose();

    [Fact]
    public async Task AJob_IsStartedAndAnsweredOnce()
    {
        Guid a = Join("a");
        Task<Handout> pull = _board.Pull(a);
        Assert.False(pull.IsCompleted);
        List<string> events = Send(7);
        Issue issue = (await pull).Issue!;
        Assert.Equal([7], issue.Job);
        Assert.Equal(["started a"], events);
        _board.Answer(new(_board.Instance, issue.Id, "a", [9]));
        _board.Answer(new(_board.Instance, issue.Id, "a", [8]));
        Assert.Equal(["started a", "answer a 9", "done"], events);
    }

    [Fact]
    public async Task TheJobsOfASilentWorker_AreGivenToOthersWithinAQuarterBeyondTheLease()
    {
        Guid a = Join("a");
        List<string> first = Send(1), second = Send(2);
        Issue one = await Pull(a), two = await Pull(a);
        Guid b = Join("b");
        for (int tick = 1; tick <= 9; tick++)
        {
            Assert.Equal(["+a", "+b"], _workers);
            _clock.AdvanceBy(Tick);
            _board.Renew(b, []);
        }

        // In the order in which they were sent.
        Assert.Equal(one.Id, (await Pull(b)).Id);
        Assert.Equal(two.Id, (await Pull(b)).Id);
        Assert.Equal(["+a", "+b", "-a"], _workers);
        Assert.Equal(["started a", "started b"], first);

        // The worker that was frozen goes on and is the first to answer; the other's answer is dropped, and its job withdrawn.
        Assert.False(_board.Renew(a, [one.Id]).IsKnown);
        _board.Answer(new(_board.Instance, one.Id, "a", [5]));
        Assert.Equal([one.Id], _board.Renew(b, [one.Id, two.Id]).Unwanted);
        _board.Answer(new(_board.Instance, one.Id, "b", [5]));
        _board.Answer(new(_board.Instance, two.Id, "b", [6]));
        Assert.Equal(["started a", "started b", "answer a 5", "done"], first);
        Assert.Equal(["started a", "started b", "answer b 6", "done"], second);
    }

    [Fact]
    public async Task AWorkerThatRenews_KeepsItsJob_HoweverLongItTakes()
    {
        Guid a = Join("a"), b = Join("b");
        List<string> events = Send(1);
        Issue issue = await Pull(a);
        for (int tick = 0; tick < 400; tick++)
        {
            _clock.AdvanceBy(Tick);
            Assert.Empty(_board.Renew(a, [issue.Id]).Unwanted);
            _board.Renew(b, []);
        }

        Assert.Equal(["started a"], events);
    }

    [Fact]
    public async Task AJobThatGotLostOnTheWay_IsGivenOutAgain()
    {
        Guid a = Join("a");
        List<string> events = Send(1);
        Issue lost = await Pull(a);
        for (int tick = 0; tick < 10; tick++)
        {
            _clock.AdvanceBy(Tick);
            Assert.True(_board.Renew(a, []).IsKnown);
        }

        Assert.Equal(lost.Id, (await Pull(a)).Id);
        Assert.Equal(["started a", "started a"], events);
    }

    [Fact]
    public async Task WhoLeaves_HandsBackAtOnce_AndWhoRejoinsKeepsWhatItHolds()
    {
        Guid a = Join("a");
        List<string> events = Send(1);
        Issue issue = await Pull(a);
        _board.Leave(a);
        Welcome again = _board.Join(new(WorkerCard.Current, "a", 1, null, _board.Instance, [issue.Id]));
        Task<Handout> pull = _board.Pull(again.Session);
        Assert.False(pull.IsCompleted);
        _board.Leave(again.Session);
        Assert.False((await pull).IsKnown);
        Guid b = Join("b");
        Assert.Equal(issue.Id, (await Pull(b)).Id);
        Assert.Equal(["started a", "started a", "started b"], events);

        // Another hub's numbers mean nothing here.
        _board.Answer(new(Guid.NewGuid(), issue.Id, "b", [1]));
        Assert.Equal(3, events.Count);
    }

    [Fact]
    public async Task WidthsAreMatchedAtThePull()
    {
        Guid narrow = Join("narrow", 12), wide = Join("wide", 22);
        List<string> events = Send(1, width: 20);
        Task<Handout> waiting = _board.Pull(narrow);
        Assert.False(waiting.IsCompleted);
        Assert.NotNull(await Pull(wide));
        Send(2, width: 12);
        Assert.NotNull((await waiting).Issue);
        Assert.Equal(["started wide"], events);
    }

    [Fact]
    public void WhatNobodyCanRun_IsSaidAtOnce_ButNotWhileNobodyIsThere()
    {
        List<string> early = Send(1, width: 22);
        Assert.Empty(early);
        Guid narrow = Join("narrow", 12);
        const string Error = "error a job needs 22 qubits; the widest worker present has 12; start one with --max-qubits 22 or more";
        Assert.Equal([Error], early);
        Assert.Equal([Error], Send(1, width: 22));
        Guid wide = Join("wide", 30);
        List<string> later = Send(1, width: 22);
        Assert.Empty(later);

        // One that was lost may come back within the grace.
        _board.Leave(wide);
        for (int tick = 0; tick < 4 * 30 - 1; tick++)
        {
            _clock.AdvanceBy(Tick);
            _board.Renew(narrow, []);
        }

        Assert.Empty(later);
        _clock.AdvanceBy(Tick);
        Assert.Equal([Error], later);
    }

    [Fact]
    public async Task AWithdrawnJob_IsNotRun_AndUnwantedWhereItRuns()
    {
        Guid a = Join("a");
        IDisposable queued = Subscribe(1, 1, []);
        queued.Dispose();
        IDisposable running = Subscribe(2, 1, []);
        Issue issue = await Pull(a);
        Assert.Equal([2], issue.Job);
        running.Dispose();
        Assert.Equal([issue.Id], _board.Renew(a, [issue.Id]).Unwanted);
        Assert.False(_board.Pull(a).IsCompleted);
    }

    [Fact]
    public async Task ACoordinatorThatWasFrozen_LosesNobody()
    {
        Guid a = Join("a");
        Send(1);
        Issue issue = await Pull(a);

        // All that was due meanwhile happens at once.
        var frozen = new FrozenClock();
        using var board = new JobBoard(LeaseSettings.Default, frozen, ImmediateScheduler.Instance);
        Guid b = board.Join(new(WorkerCard.Current, "b", 1, null, Guid.Empty, [])).Session;
        frozen.Sleep(TimeSpan.FromSeconds(60));
        Assert.True(board.Renew(b, []).IsKnown);
        Assert.NotNull(issue);
    }

    [Fact]
    public void NamesAreUnique_AndAnotherVersionIsRefused()
    {
        Join("a");
        Join("a");
        Assert.Equal(["+a", "+a-2"], _workers);
        Welcome refused = _board.Join(new(WorkerCard.Current + 1, "c", 1, null, Guid.Empty, []));
        Assert.Contains("speaks version 2 of the protocol and the coordinator version 1", refused.Refusal, StringComparison.Ordinal);
        Assert.Equal(2, _workers.Count);
    }

    [Fact]
    public void AClosedBoard_FailsWhatIsOpen()
    {
        List<string> events = Send(1);
        _board.Dispose();
        Assert.Equal(["error the hub was closed before the job was answered"], events);
    }

    private Guid Join(string name, int? width = null) =>
        _board.Join(new(WorkerCard.Current, name, 1, width, Guid.Empty, [])).Session;

    private async Task<Issue> Pull(Guid session)
    {
        Task<Handout> pull = _board.Pull(session);
        Assert.True(pull.IsCompleted, "no job is there");
        return (await pull).Issue!;
    }

    private List<string> Send(byte job, int width = 1)
    {
        var events = new List<string>();
        Subscribe(job, width, events);
        return events;
    }

    private IDisposable Subscribe(byte job, int width, List<string> events) =>
        _board.Send(new(Guid.Empty, 0, 0, 0, job, 1), new(width), new[] { job }).Subscribe(
            e => events.Add(e switch
            {
                WorkEvent.Started started => $"started {started.Host}",
                WorkEvent.Answer answer => $"answer {answer.Host} {answer.Result.Span[0]}",
                _ => "?",
            }),
            e => events.Add($"error {Assert.IsType<BackendException>(e).Message}"),
            () => events.Add("done"));

    /// <summary>A clock on which nothing happens until it wakes.</summary>
    private sealed class FrozenClock : IScheduler, IStopwatchProvider, IStopwatch
    {
        private readonly List<Action> _due = [];

        public TimeSpan Elapsed { get; private set; }

        public DateTimeOffset Now => default(DateTimeOffset) + Elapsed;

        public IStopwatch StartStopwatch() => this;

        public void Sleep(TimeSpan time)
        {
            Elapsed += time;
            Action[] due = [.. _due];
            _due.Clear();
            foreach (Action action in due)
            {
                action();
            }
        }

        public IDisposable Schedule<TState>(TState state, Func<IScheduler, TState, IDisposable> action) => action(this, state);

        public IDisposable Schedule<TState>(TState state, TimeSpan dueTime, Func<IScheduler, TState, IDisposable> action)
        {
            _due.Add(() => action(this, state));
            return System.Reactive.Disposables.Disposable.Empty;
        }

        public IDisposable Schedule<TState>(TState state, DateTimeOffset dueTime, Func<IScheduler, TState, IDisposable> action) =>
            Schedule(state, dueTime - Now, action);
    }
}
