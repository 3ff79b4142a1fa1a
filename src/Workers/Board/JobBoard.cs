using System.Reactive.Concurrency;
using System.Reactive.Disposables;
using System.Reactive.Linq;
using CutAwareQnn.Circuits;
using CutAwareQnn.Runtime;

namespace CutAwareQnn.RemoteWorkers;

/// <summary>
/// The jobs that were sent, and who holds them under which lease. A worker that is not heard of for a lease is lost, and its jobs are
/// given to others; of several answers to a job the first counts. Everything that happens here takes a clock, so it also runs in
/// virtual time.
/// </summary>
internal sealed class JobBoard : IDisposable
{
    private readonly Lock _lock = new();
    private readonly LeaseSettings _settings;
    private readonly IScheduler _events;
    private readonly IStopwatch _time;
    private readonly IDisposable _sweeps;
    private readonly WorkerRoll _roll;

    private readonly Dictionary<Guid, WorkerSession> _sessions = [];
    private readonly Dictionary<long, BoardJob> _jobs = [];
    private readonly LinkedList<BoardJob> _queue = [];
    private readonly LinkedList<WaitingPull> _waiting = [];
    private readonly Dictionary<string, byte[]> _plans = new(StringComparer.Ordinal);
    private readonly List<(int? Width, TimeSpan Until)> _missed = [];
    private long _lastId;
    private TimeSpan _lastSweep;
    private bool _isClosed;

    /// <summary>Creates an empty board.</summary>
    /// <param name="settings">Leases.</param>
    /// <param name="clock">Measures and ends leases.</param>
    /// <param name="events">Where observers are told of what happens to their jobs.</param>
    public JobBoard(LeaseSettings settings, IScheduler clock, IScheduler events)
    {
        _settings = settings;
        _events = events;
        _roll = new(events);

        // A worker may hold jobs of two hubs for a moment.
        _lastId = BitConverter.ToInt64(Instance.ToByteArray()) >> 2;
        _time = clock.StartStopwatch();
        _sweeps = clock.Schedule(settings.Sweep, again =>
        {
            Sweep();
            again(settings.Sweep);
        });
    }

    /// <summary>This board among all that there were: jobs of an earlier one are not answered here.</summary>
    public Guid Instance { get; } = Guid.NewGuid();

    /// <summary>Who is present, then who joins and is lost.</summary>
    public IObservable<WorkerChange> Workers => _roll.Changes;

    /// <summary>Called with one line per worker that is refused; may be null.</summary>
    public Action<string>? Notice { get; init; }

    public void Publish(string digest, ReadOnlyMemory<byte> plan)
    {
        lock (_lock)
        {
            if (!_plans.ContainsKey(digest))
            {
                _plans.Add(digest, plan.ToArray());
            }
        }
    }

    public byte[]? Plan(string digest)
    {
        lock (_lock)
        {
            return _plans.GetValueOrDefault(digest);
        }
    }

    public IObservable<WorkEvent> Send(JobKey key, Requirements needs, ReadOnlyMemory<byte> job) => Observable.Create<WorkEvent>(observer =>
    {
        BoardJob sent;
        lock (_lock)
        {
            sent = new(++_lastId, key, needs, job.ToArray(), observer, _events);
            _jobs.Add(sent.Id, sent);
            if (_isClosed)
            {
                End(sent);
                sent.Failed(new BackendException("the hub is closed"));
            }
            else if (!IsRunnable(needs))
            {
                End(sent);
                sent.Failed(Unrunnable(needs));
            }
            else if (!HandOut(sent))
            {
                sent.Place = _queue.AddLast(sent);
            }
        }

        return Disposable.Create(() =>
        {
            sent.Close();
            lock (_lock)
            {
                End(sent);
            }
        });
    });

    public Welcome Join(WorkerCard card)
    {
        if (card.Protocol != WorkerCard.Current)
        {
            Notice?.Invoke(
                $"refused worker {card.Name}: it speaks version {card.Protocol} of the protocol, and this is version {WorkerCard.Current}");
            return Refused($"the worker speaks version {card.Protocol} of the protocol and the coordinator version {WorkerCard.Current}; "
                + "use the same version of cutqnn on both sides");
        }

        lock (_lock)
        {
            if (_isClosed)
            {
                return Refused("the coordinator ends");
            }

            string name = card.Name;
            for (int i = 2; _sessions.Values.Any(s => s.Name == name); i++)
            {
                name = $"{card.Name}-{i}";
            }

            var session = new WorkerSession(Guid.NewGuid(), name, card) { LastCall = _time.Elapsed };
            _sessions.Add(session.Id, session);
            _roll.Add(session.Change(isPresent: true));

            // What it still works on is not given out a second time.
            foreach (long id in card.Hub == Instance ? card.Held : [])
            {
                if (_jobs.TryGetValue(id, out BoardJob? job) && job.Place is not null)
                {
                    Hold(session, job);
                }
            }

            FailUnrunnable();
            return new(null, Instance, session.Id, name, _settings.Lease);
        }

        Welcome Refused(string reason) => new(reason, Instance, Guid.Empty, card.Name, _settings.Lease);
    }

    public Task<Handout> Pull(Guid id)
    {
        lock (_lock)
        {
            if (Heard(id) is not { } session)
            {
                return Task.FromResult(new Handout(false, null));
            }

            for (LinkedListNode<BoardJob>? place = _queue.First; place is not null; place = place.Next)
            {
                if (session.CanRun(place.Value.Needs))
                {
                    BoardJob job = place.Value;
                    Hold(session, job);
                    return Task.FromResult(new Handout(true, job.Issue));
                }
            }

            var waiting = new WaitingPull(session, _time.Elapsed);
            _waiting.AddLast(waiting);
            return waiting.Task;
        }
    }

    public void Answer(JobAnswer answer)
    {
        lock (_lock)
        {
            // A worker that was given up may still be the first to answer.
            if (answer.Hub != Instance || !_jobs.TryGetValue(answer.Id, out BoardJob? job))
            {
                return;
            }

            End(job);
            if (answer.Result is { } result)
            {
                job.Answered(answer.Worker, result);
            }
            else
            {
                job.Failed(new BackendException($"worker {answer.Worker}: {answer.Error}") { IsFailure = answer.IsFailure });
            }
        }
    }

    public Renewal Renew(Guid id, long[] held)
    {
        lock (_lock)
        {
            if (Heard(id) is not { } session)
            {
                return new(false, []);
            }

            // A job whose hand-over was lost on the way is not held by anyone.
            TimeSpan now = _time.Elapsed;
            foreach ((BoardJob job, _) in session.Held.Values
                .Where(h => now - h.At > _settings.Lease && !held.Contains(h.Job.Id)).ToArray())
            {
                Release(session, job);
            }

            return new(true, [.. held.Where(h => !_jobs.ContainsKey(h))]);
        }
    }

    public void Leave(Guid id)
    {
        lock (_lock)
        {
            if (_sessions.TryGetValue(id, out WorkerSession? session))
            {
                Lose(session);
            }
        }
    }

    public void Dispose()
    {
        _sweeps.Dispose();
        lock (_lock)
        {
            _isClosed = true;
            foreach (WaitingPull waiting in _waiting)
            {
                waiting.Complete(null);
            }

            _waiting.Clear();
            foreach (BoardJob job in _jobs.Values.ToArray())
            {
                End(job);
                job.Failed(new BackendException("the hub was closed before the job was answered"));
            }
        }
    }

    private void Sweep()
    {
        lock (_lock)
        {
            TimeSpan now = _time.Elapsed;

            // A coordinator that was frozen itself has heard of nobody meanwhile, which is no worker's fault.
            TimeSpan frozen = now - _lastSweep - _settings.Sweep;
            _lastSweep = now;
            if (frozen > _settings.Lease / 2)
            {
                foreach (WorkerSession session in _sessions.Values)
                {
                    session.LastCall = now;
                }
            }

            foreach (WorkerSession session in _sessions.Values.Where(s => now - s.LastCall > _settings.Lease).ToArray())
            {
                Lose(session);
            }

            while (_waiting.First is { } first && now - first.Value.Since >= _settings.Poll)
            {
                first.Value.Complete(null);
                _waiting.RemoveFirst();
            }

            if (_missed.RemoveAll(m => m.Until <= now) > 0)
            {
                FailUnrunnable();
            }
        }
    }

    private WorkerSession? Heard(Guid id)
    {
        if (_sessions.TryGetValue(id, out WorkerSession? session))
        {
            session.LastCall = _time.Elapsed;
        }

        return session;
    }

    private void Lose(WorkerSession session)
    {
        _sessions.Remove(session.Id);
        for (LinkedListNode<WaitingPull>? node = _waiting.First, next; node is not null; node = next)
        {
            next = node.Next;
            if (node.Value.Session == session)
            {
                node.Value.Complete(null, isKnown: false);
                _waiting.Remove(node);
            }
        }

        _missed.Add((session.Width, _time.Elapsed + _settings.Grace));
        foreach ((BoardJob job, _) in session.Held.Values.Reverse().ToArray())
        {
            Release(session, job);
        }

        _roll.Add(session.Change(isPresent: false));
    }

    // The longest waiting call that can run it has it.
    private bool HandOut(BoardJob job)
    {
        for (LinkedListNode<WaitingPull>? node = _waiting.First; node is not null; node = node.Next)
        {
            if (node.Value.Session.CanRun(job.Needs))
            {
                _waiting.Remove(node);
                Hold(node.Value.Session, job);
                node.Value.Complete(job.Issue);
                return true;
            }
        }

        return false;
    }

    private void Hold(WorkerSession session, BoardJob job)
    {
        if (job.Place is { } place)
        {
            _queue.Remove(place);
            job.Place = null;
        }

        session.Held[job.Id] = (job, _time.Elapsed);
        job.Holders.Add(session);
        job.Started(session.Name);
    }

    // Takes a job from a worker; where nobody else has it, it is next.
    private void Release(WorkerSession session, BoardJob job)
    {
        session.Held.Remove(job.Id);
        job.Holders.Remove(session);
        if (job.Holders.Count == 0 && job.Place is null && !job.IsDone && !HandOut(job))
        {
            job.Place = _queue.AddFirst(job);
        }
    }

    private void End(BoardJob job)
    {
        if (!_jobs.Remove(job.Id))
        {
            return;
        }

        job.IsDone = true;
        foreach (WorkerSession holder in job.Holders)
        {
            holder.Held.Remove(job.Id);
        }

        job.Holders.Clear();
        if (job.Place is { } place)
        {
            _queue.Remove(place);
            job.Place = null;
        }
    }

    // While nobody is present, anybody may come; one who was just lost may come back.
    private bool IsRunnable(Requirements needs) => _sessions.Count == 0
        || _sessions.Values.Any(s => s.CanRun(needs))
        || _missed.Any(m => m.Width is not { } width || needs.Width <= width);

    private void FailUnrunnable()
    {
        foreach (BoardJob job in _queue.Where(j => !IsRunnable(j.Needs)).ToArray())
        {
            End(job);
            job.Failed(Unrunnable(job.Needs));
        }
    }

    private BackendException Unrunnable(Requirements needs) => new(
        $"a job needs {needs.Width} qubits; the widest worker present has {_sessions.Values.Max(s => s.Width)}; "
            + $"start one with --max-qubits {needs.Width} or more");
}
