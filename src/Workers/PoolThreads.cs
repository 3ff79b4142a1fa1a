namespace CutAwareQnn.RemoteWorkers;

/// <summary>Threads of the pool that are there at once.</summary>
internal static class PoolThreads
{
    private const int Reserved = 16;

    /// <summary>
    /// Reserves threads for messages: the pool starts with one per core and adds others slowly, so that a computation on them would hold up
    /// the renewal of a lease.
    /// </summary>
    public static void Reserve()
    {
        ThreadPool.GetMinThreads(out int threads, out int ports);
        ThreadPool.SetMinThreads(Math.Max(threads, Environment.ProcessorCount + Reserved), ports);
    }
}
