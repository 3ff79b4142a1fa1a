using System.Diagnostics.CodeAnalysis;
using CutAwareQnn.Simulation;

namespace CutAwareQnn.Runtime;

/// <summary>
/// Divides a pass's jobs into shares of their shots (<see cref="ShotShares"/>), each a job of its own, and merges the results.
/// </summary>
internal sealed class ShareFold
{
    private readonly IReadOnlyList<Job> _jobs;
    private readonly ShotShares _shares;
    private readonly double[]?[][] _arrived;
    private readonly bool[] _isDone;
    private readonly JobResult?[] _whole;
    private readonly Lock _gate = new();

    private ShareFold(IReadOnlyList<Job> jobs, ShotShares shares, Job[] shareJobs)
    {
        _jobs = jobs;
        _shares = shares;
        Shares = shareJobs;
        _arrived = [.. jobs.Select(_ => new double[]?[shares.Sent])];
        _isDone = new bool[jobs.Count];
        _whole = new JobResult?[jobs.Count];
    }

    /// <summary>The shares, job by job; their indices count through all of them.</summary>
    public IReadOnlyList<Job> Shares { get; }

    /// <summary>Divides a pass's jobs; returns null where one of them samples nothing.</summary>
    public static ShareFold? Of(IReadOnlyList<Job> jobs, ShotShares? shares)
    {
        if (shares is null)
        {
            return null;
        }

        Job?[] shareJobs = [.. jobs.SelectMany((whole, b) => Enumerable.Range(0, shares.Sent)
            .Select(s => whole.Share((b * shares.Sent) + s, s, shares.Needed)))];
        return shareJobs.All(t => t is not null) ? new(jobs, shares, shareJobs!) : null;
    }

    /// <summary>Counts the shots of a job's needed shares; each share's shots are rounded up.</summary>
    public long ShotCount(int job) => _shares.Needed * Shares[job * _shares.Sent].ShotCount;

    /// <summary>Wraps a demand so that it passes over shares that are no longer needed.</summary>
    public IDemand<Dispatch> Needed(IDemand<Dispatch> demand) => new NeededDemand(this, demand);

    /// <summary>Returns the other shares of the same job.</summary>
    public IEnumerable<int> Siblings(int share) =>
        Enumerable.Range(share / _shares.Sent * _shares.Sent, _shares.Sent).Where(s => s != share);

    /// <summary>Adds a share's result.</summary>
    /// <returns>The job's result when the last share that it needs arrives; null before and after.</returns>
    public JobResult? Add(JobResult result)
    {
        lock (_gate)
        {
            int job = result.Job / _shares.Sent;
            if (_isDone[job])
            {
                return null;
            }

            _arrived[job][result.Job % _shares.Sent] = result.Values;
            Volatile.Write(ref _isDone[job], _arrived[job].Count(s => s is not null) == _shares.Needed);
            return _whole[job] = _isDone[job] ? Merged(job) : null;
        }
    }

    /// <summary>Returns what has arrived of the jobs whose results were not passed on.</summary>
    /// <param name="passed">For each job, whether its result was passed on.</param>
    public IReadOnlyList<JobResult> Rest(bool[] passed)
    {
        lock (_gate)
        {
            return [.. _jobs.Where((_, b) => !passed[b]).Select(b => _whole[b.Index] ?? Merged(b.Index))];
        }
    }

    // Shares have equal shots: the mean of their means, in the order of shares.
    private JobResult Merged(int job)
    {
        double[] mean = new double[_jobs[job].ResultLength];
        int count = 0;
        foreach (double[] share in _arrived[job].OfType<double[]>())
        {
            count++;
            for (int i = 0; i < mean.Length; i++)
            {
                mean[i] += share[i];
            }
        }

        for (int i = 0; i < mean.Length && count > 0; i++)
        {
            mean[i] /= count;
        }

        Array.Clear(_arrived[job]);
        return new(job, mean, (double)count / _shares.Needed);
    }

    private sealed class NeededDemand(ShareFold fold, IDemand<Dispatch> demand) : IDemand<Dispatch>
    {
        public bool TryTake(int worker, [MaybeNullWhen(false)] out Dispatch item)
        {
            while (demand.TryTake(worker, out item))
            {
                if (!Volatile.Read(ref fold._isDone[item.Job.Index / fold._shares.Sent]))
                {
                    return true;
                }
            }

            return false;
        }

        public void Dispose() => demand.Dispose();
    }
}
