namespace CutAwareQnn.RemoteWorkers;

/// <summary>Threads of the pool that are there at once.</summary>
internal static class PoolThreads
{
    private const int Reserved = 16;

    /// <summary>
    /// Reserves threads for messages: the pool starts with one per core and adds others slowly, so that a computation on them would hold up
    /// the renewal of a lease.
    /// </summary>
    /// <param name="jobs">Jobs that may be computed on the pool's threads at the same time.</param>
    public static void Reserve(int jobs = 0)
    {
        ThreadPool.GetMinThreads(out int threads, out int ports);
        ThreadPool.SetMinThreads(Math.Max(threads, Environment.ProcessorCount + Reserved + jobs), ports);
    }
}
