using System.Collections.Concurrent;
using System.Reactive.Linq;
using CutAwareQnn.Circuits;
using CutAwareQnn.Runtime;

namespace CutAwareQnn.Unit.Runtime.Remote;

/// <summary>
/// A channel whose workers are in this process and know nothing but bytes. It can do what a network does: hand answers over in another
/// order, lose a worker in the middle of a job, answer twice, damage an answer.
/// </summary>
internal sealed class LoopbackChannel(params IJobRunner[] workers) : IWorkChannel
{
    private readonly ConcurrentDictionary<string, ReadOnlyMemory<byte>> _plans = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();
    private readonly List<Action> _held = [];
    private int _inFlight;
    private int _next;

    public string Name => "loopback";

    public IObservable<WorkerChange> Workers => Enumerable.Range(0, workers.Length)
        .Select(w => new WorkerChange(Host(w), 1, null, IsPresent: true))
        .ToObservable();

    /// <summary>Answers are held until so many are there, or all that are in flight, and handed over from the last to the first.</summary>
    public int ReversedBy { get; init; } = 1;

    /// <summary>Every so many jobs, the worker is lost when it has the answer; 0 for never.</summary>
    public int LosesEvery { get; init; }

    /// <summary>Whether every answer comes twice.</summary>
    public bool AnswersTwice { get; init; }

    /// <summary>What becomes of an answer's bytes on the way, by the try at the job.</summary>
    public Func<JobKey, ReadOnlyMemory<byte>, ReadOnlyMemory<byte>> Carries { get; init; } = (_, bytes) => bytes;

    public ConcurrentBag<JobKey> Sent { get; } = [];

    public ConcurrentBag<Requirements> Needs { get; } = [];

    public ConcurrentQueue<string> Published { get; } = [];

    public int FetchCount { get; private set; }

    public int LossCount { get; private set; }

    public int MostInFlight { get; private set; }

    public void Publish(string digest, ReadOnlyMemory<byte> plan)
    {
        Published.Enqueue(digest);
        _plans[digest] = plan;
    }

    public IObservable<WorkEvent> Send(JobKey key, Requirements needs, ReadOnlyMemory<byte> job) =>
        Observable.Create<WorkEvent>((observer, cancel) => Send(key, needs, job, observer, cancel));

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task Send(
        JobKey key, Requirements needs, ReadOnlyMemory<byte> job, IObserver<WorkEvent> observer, CancellationToken cancel)
    {
        Sent.Add(key);
        Needs.Add(needs);
        lock (_gate)
        {
            _inFlight++;
            MostInFlight = Math.Max(MostInFlight, _inFlight);
        }

        try
        {
            ReadOnlyMemory<byte> answer = await Run(observer, job, cancel).ConfigureAwait(false);
            await Turn().ConfigureAwait(false);
            string host = Host(0);
            ReadOnlyMemory<byte> carried = Carries(key, answer);
            observer.OnNext(new WorkEvent.Answer(host, carried));
            if (AnswersTwice)
            {
                observer.OnNext(new WorkEvent.Answer(host, carried));
            }

            observer.OnCompleted();
        }
        catch (Exception error) when (error is BackendException or OperationCanceledException)
        {
            Leave();
            observer.OnError(error);
        }
    }

    private static string Host(int worker) => $"worker {worker}";

    private async Task<ReadOnlyMemory<byte>> Run(IObserver<WorkEvent> observer, ReadOnlyMemory<byte> job, CancellationToken cancel)
    {
        while (true)
        {
            int turn = Interlocked.Increment(ref _next);
            int worker = turn % workers.Length;
            observer.OnNext(new WorkEvent.Started(Host(worker)));

            // Neither side may keep the other's memory.
            ReadOnlyMemory<byte> answer = await workers[worker].Run(job.ToArray(), Fetch, cancel).ConfigureAwait(false);
            if (LosesEvery == 0 || turn % LosesEvery != 0)
            {
                return answer.ToArray();
            }

            lock (_gate)
            {
                LossCount++;
            }
        }
    }

    private async Task<ReadOnlyMemory<byte>> Fetch(string digest, CancellationToken cancel)
    {
        await Task.Yield();
        lock (_gate)
        {
            FetchCount++;
        }

        return _plans[digest].ToArray();
    }

    // Waits until enough answers are there, then for those that came later.
    private Task Turn()
    {
        var released = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            _held.Add(released.SetResult);
        }

        Release(0);
        return released.Task;
    }

    private void Leave() => Release(1);

    private void Release(int left)
    {
        Action[] released;
        lock (_gate)
        {
            _inFlight -= left;
            if (_held.Count == 0 || (_held.Count < ReversedBy && _held.Count < _inFlight))
            {
                return;
            }

            released = [.. Enumerable.Reverse(_held)];
            _held.Clear();
            _inFlight -= released.Length;
        }

        foreach (Action release in released)
        {
            release();
        }
    }
}
