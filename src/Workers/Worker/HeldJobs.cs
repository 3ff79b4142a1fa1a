namespace CutAwareQnn.RemoteWorkers;

/// <summary>The jobs that a worker holds, each until its answer was taken.</summary>
internal sealed class HeldJobs
{
    private readonly Dictionary<long, CancellationTokenSource> _jobs = [];

    /// <summary>The numbers of the jobs.</summary>
    public long[] Ids
    {
        get
        {
            lock (_jobs)
            {
                return [.. _jobs.Keys];
            }
        }
    }

    public CancellationToken Add(long id)
    {
        lock (_jobs)
        {
            return (_jobs[id] = new()).Token;
        }
    }

    public void Remove(long id)
    {
        lock (_jobs)
        {
            if (_jobs.Remove(id, out CancellationTokenSource? source))
            {
                source.Dispose();
            }
        }
    }

    /// <summary>Withdraws jobs.</summary>
    public void Cancel(IEnumerable<long> ids)
    {
        lock (_jobs)
        {
            foreach (long id in ids)
            {
                if (_jobs.TryGetValue(id, out CancellationTokenSource? source))
                {
                    _ = source.CancelAsync();
                }
            }
        }
    }
}
