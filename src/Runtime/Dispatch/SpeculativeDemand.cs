using System.Diagnostics.CodeAnalysis;
using System.Reactive.Concurrency;
using System.Reactive.Disposables;
using System.Reactive.Linq;
using CutAwareQnn.Simulation;

namespace CutAwareQnn.Runtime;

/// <summary>A pass's batches, and after the last one copies of those that take too long (<see cref="Speculation"/>).</summary>
/// <remarks>
/// When nothing is left to hand out but results are still awaited, a worker that comes free is given a dispatch without a batch: it
/// watches. A watcher that finds a slow batch runs its copy; all watchers are let go with the last result. The first result of a batch
/// is passed on and the other copy stopped, which frees its worker. A try's error counts only if no other try of the batch is left.
/// </remarks>
internal sealed class SpeculativeDemand : IDemand<Dispatch>
{
    private readonly Lock _gate = new();
    private readonly IDemand<Dispatch> _first;
    private readonly JobCarrier _carrier;
    private readonly Speculation _settings;
    private readonly IScheduler _scheduler;
    private readonly AttemptTable _attempts = new();
    private readonly SerialDisposable _timer = new();
    private readonly LinkedList<Watcher> _watchers = new();
    private readonly List<double> _paces = [];
    private readonly Dictionary<int, List<double>> _pacesOfFragment = [];
    private readonly Progress[] _progress;
    private readonly int _copyLimit;
    private readonly bool _startIsReported;
    private readonly Action _onCopy;
    private readonly Action _onCopyWon;
    private int _unfinished;
    private int _copyCount;

    public SpeculativeDemand(IDemand<Dispatch> first, int batchCount, JobCarrier carrier, Workers workers, PassMeter meter)
    {
        _first = first;
        _carrier = carrier;
        _settings = workers.Settings.Speculation!;
        _scheduler = workers.Scheduler;
        _startIsReported = workers.Backend is IQueueingBackend;
        _copyLimit = _settings.CopyLimit(workers.Count);
        _progress = [.. Enumerable.Range(0, batchCount).Select(_ => new Progress())];
        _unfinished = batchCount;
        _onCopy = meter.Copied;
        _onCopyWon = meter.CopyWon;
    }

    public bool TryTake(int worker, [MaybeNullWhen(false)] out Dispatch item)
    {
        if (_first.TryTake(worker, out item))
        {
            return true;
        }

        lock (_gate)
        {
            return _unfinished > 0;
        }
    }

    /// <summary>Runs what a worker took.</summary>
    public IObservable<JobResult> Run(Dispatch dispatch, int worker) => dispatch.Job is null
        ? Watch(worker)
        : Observable.Defer(() =>
        {
            lock (_gate)
            {
                Progress progress = _progress[dispatch.Job.Index];
                progress.Dispatch = dispatch;
                progress.Start = _scheduler.Now;
                progress.IsStarted = !_startIsReported;
                progress.LiveCount = 1;
            }

            return Attempt(dispatch, worker, copy: 0);
        });

    public void Dispose()
    {
        _first.Dispose();
        _timer.Dispose();
    }

    private IObservable<JobResult> Attempt(Dispatch dispatch, int worker, int copy) => _attempts
        .Track(dispatch.Job.Index, copy, _carrier.Carry(
            dispatch, worker, copy * JobAttempt.FirstOfCopy, copy == 0 ? () => Began(dispatch.Job.Index) : null))
        .Where(_ => TryFinish(dispatch.Job.Index, copy))
        .Catch((Exception error) => IsLast(dispatch.Job.Index)
            ? Observable.Throw<JobResult>(error)
            : Observable.Empty<JobResult>());

    private IObservable<JobResult> Watch(int worker) => Observable.Create<JobResult>(observer =>
    {
        var watcher = new Watcher(worker, observer);
        lock (_gate)
        {
            _watchers.AddLast(watcher);
        }

        Look();
        return new CompositeDisposable(watcher.Copy, Disposable.Create(() => Forget(watcher)));
    });

    private void Forget(Watcher watcher)
    {
        lock (_gate)
        {
            _watchers.Remove(watcher);
        }
    }

    // A host began the batch, or began it anew after another was lost.
    private void Began(int batch)
    {
        lock (_gate)
        {
            Progress progress = _progress[batch];
            progress.Start = _scheduler.Now;
            progress.IsStarted = true;
        }

        Look();
    }

    // Whether this is the batch's first result; then nobody needs the other copy's any longer.
    private bool TryFinish(int batch, int copy)
    {
        lock (_gate)
        {
            Progress progress = _progress[batch];
            if (progress.IsFinished)
            {
                return false;
            }

            progress.IsFinished = true;
            _unfinished--;
            double pace = (_scheduler.Now - progress.Start).TotalSeconds / progress.Work;
            Insert(_paces, pace);
            if (!_pacesOfFragment.TryGetValue(progress.Fragment, out List<double>? own))
            {
                _pacesOfFragment.Add(progress.Fragment, own = []);
            }

            Insert(own, pace);
        }

        if (copy > 0)
        {
            _onCopyWon();
        }

        _attempts.Cancel(batch, 1 - copy);
        Look();
        return true;
    }

    private bool IsLast(int batch)
    {
        lock (_gate)
        {
            Progress progress = _progress[batch];
            return --progress.LiveCount == 0 && !progress.IsFinished;
        }
    }

    // Lets watchers go, gives them copies to run, or sets the clock for when one may be due.
    private void Look()
    {
        List<Action> orders = [];
        TimeSpan? next = null;
        lock (_gate)
        {
            DateTimeOffset now = _scheduler.Now;
            while (_watchers.First is { } first)
            {
                Watcher watcher = first.Value;
                if (_unfinished == 0)
                {
                    _watchers.RemoveFirst();
                    orders.Add(watcher.Observer.OnCompleted);
                    continue;
                }

                if (_copyCount >= _copyLimit || Slowest(out DateTimeOffset due) is not { } slowest)
                {
                    break;
                }

                if (due > now)
                {
                    next = due - now;
                    break;
                }

                slowest.IsCopied = true;
                slowest.LiveCount++;
                _copyCount++;
                _watchers.RemoveFirst();
                orders.Add(() => StartCopy(slowest.Dispatch, watcher));
            }
        }

        foreach (Action order in orders)
        {
            order();
        }

        if (next is { } wait)
        {
            _timer.Disposable = _scheduler.Schedule(wait, Look);
        }
    }

    private void StartCopy(Dispatch dispatch, Watcher watcher)
    {
        _onCopy();
        watcher.Copy.Disposable = Attempt(dispatch with { NotBefore = default }, watcher.Worker, copy: 1)
            .Finally(() =>
            {
                lock (_gate)
                {
                    _copyCount--;
                }

                Look();
            })
            .Subscribe(watcher.Observer);
    }

    // Under the lock: the batch at work, not copied, that is due first, and when.
    private Progress? Slowest(out DateTimeOffset due)
    {
        due = DateTimeOffset.MaxValue;
        if (_paces.Count == 0 || _paces.Count < _settings.MinimumFinished * _progress.Length)
        {
            return null;
        }

        Progress? slowest = null;
        foreach (Progress progress in _progress)
        {
            if (progress is { IsFinished: false, IsCopied: false, IsStarted: true, LiveCount: > 0 })
            {
                double pace = Median(_pacesOfFragment.GetValueOrDefault(progress.Fragment, _paces));
                var expected = TimeSpan.FromSeconds(_settings.Factor * pace * progress.Work);
                DateTimeOffset own = progress.Start + (expected > _settings.MinimumTime ? expected : _settings.MinimumTime);
                if (own < due)
                {
                    (slowest, due) = (progress, own);
                }
            }
        }

        return slowest;
    }

    private static double Median(List<double> sorted) => sorted[(sorted.Count - 1) / 2];

    private static void Insert(List<double> sorted, double value)
    {
        int place = sorted.BinarySearch(value);
        sorted.Insert(place < 0 ? ~place : place, value);
    }

    private sealed class Progress
    {
        public Dispatch Dispatch { get; set; }

        public DateTimeOffset Start { get; set; }

        public bool IsStarted { get; set; }

        public int LiveCount { get; set; }

        public bool IsCopied { get; set; }

        public bool IsFinished { get; set; }

        public int Fragment => Dispatch.Job.Fragment ?? -1;

        public double Work => Math.Max(1, Dispatch.Job.Work);
    }

    private sealed record Watcher(int Worker, IObserver<JobResult> Observer)
    {
        public SingleAssignmentDisposable Copy { get; } = new();
    }
}
