using System.Reactive.Concurrency;
using System.Reactive.Disposables;
using CutAwareQnn.Estimation;
using CutAwareQnn.Simulation;

namespace CutAwareQnn.Runtime;

/// <summary>Times and counts one pass through the stages, on a scheduler's stopwatch: monotonic, and virtual where time is.</summary>
/// <remarks>
/// Jobs are taken and released on any worker's thread. The stages themselves are timed by one thread
/// after the other, never by two at once, because one sink folds.
/// </remarks>
internal sealed class PassMeter
{
    private readonly Lock _gate = new();
    private readonly IStopwatch _stopwatch;
    private readonly TimeSpan _start;
    private TimeSpan _generate;
    private TimeSpan _execute;
    private TimeSpan _reconstruct;
    private TimeSpan _dispatchStart;
    private TimeSpan? _busySince;
    private int _carriedCount;
    private Incidents _incidents;
    private IReadOnlyList<Job> _jobs = [];
    private ShareFold? _shares;
    private long _circuitCount;
    private long _shotCount;

    public PassMeter(IStopwatch stopwatch)
    {
        _stopwatch = stopwatch;
        _start = stopwatch.Elapsed;
    }

    /// <summary>The time since dispatch began.</summary>
    public TimeSpan SinceDispatch => _stopwatch.Elapsed - _dispatchStart;

    /// <summary>Makes the next pass, which is part of stage generate.</summary>
    public bool Prepare(IEnumerator<Pass> passes)
    {
        bool prepared = passes.MoveNext();
        _generate = _stopwatch.Elapsed - _start;
        return prepared;
    }

    public IReadOnlyList<Job> Generate(Pass pass)
    {
        TimeSpan start = _stopwatch.Elapsed;
        _jobs = pass.Generate();
        _dispatchStart = _stopwatch.Elapsed;
        _generate += _dispatchStart - start;
        return _jobs;
    }

    /// <summary>Notes that the batches are executed in shares.</summary>
    public void Divided(ShareFold shares) => _shares = shares;

    /// <summary>Begins dispatch here, after a generation that took modelled time.</summary>
    public void Generated(TimeSpan modelled)
    {
        _dispatchStart = _stopwatch.Elapsed;
        _generate += modelled;
    }

    /// <summary>Notes that folding took modelled time.</summary>
    public void Folded(TimeSpan modelled) => _reconstruct += modelled;

    /// <summary>
    /// Counts a job that a worker took, until the returned object is disposed: with its answer, its failure or its cancellation.
    /// </summary>
    public IDisposable Taken()
    {
        lock (_gate)
        {
            if (_carriedCount++ == 0)
            {
                _busySince = _stopwatch.Elapsed;
            }
        }

        return Disposable.Create(Released);
    }

    public void HeldUp(TimeSpan delay) => Count(new(1, delay, 0, 0, 0, 0));

    public void Retried() => Count(new(0, default, 1, 0, 0, 0));

    public void Copied() => Count(new(0, default, 0, 1, 0, 0));

    public void CopyWon() => Count(new(0, default, 0, 0, 1, 0));

    /// <summary>Ends the stage execute without the jobs that have not been answered.</summary>
    public void CutOff(int jobCount)
    {
        EndExecution();
        Count(new(0, default, 0, 0, 0, jobCount));
    }

    public void Fold(Pass pass, JobResult result)
    {
        TimeSpan start = _stopwatch.Elapsed;
        pass.Add(result);
        _reconstruct += _stopwatch.Elapsed - start;
        if (result.Completeness > 0)
        {
            Job job = _jobs[result.Job];
            _circuitCount += job.CircuitCount;
            _shotCount += (long)Math.Round(result.Completeness * (_shares?.ShotCount(result.Job) ?? job.ShotCount));
        }
    }

    public void Complete(Pass pass)
    {
        EndExecution();
        TimeSpan start = _stopwatch.Elapsed;
        pass.Complete();
        _reconstruct += _stopwatch.Elapsed - start;
    }

    /// <summary>Returns the record of a completed pass.</summary>
    public StageRecord Read(PassContext pass) => new(
        pass.Purpose,
        pass.Pass.QueryCount,
        _circuitCount,
        _shotCount,
        new(TimeSpan.Zero, _generate, _execute, _reconstruct, _stopwatch.Elapsed - _start),
        _incidents);

    private void Released()
    {
        lock (_gate)
        {
            if (--_carriedCount == 0)
            {
                EndExecution();
            }
        }
    }

    // Jobs that nobody needs any more are cancelled late or not at all: their workers' time is not the pass's.
    private void EndExecution()
    {
        lock (_gate)
        {
            if (_busySince is { } since)
            {
                _execute += _stopwatch.Elapsed - since;
                _busySince = null;
            }
        }
    }

    private void Count(Incidents more)
    {
        lock (_gate)
        {
            _incidents += more;
        }
    }
}
