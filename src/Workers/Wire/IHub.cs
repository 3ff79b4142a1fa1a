namespace CutAwareQnn.RemoteWorkers;

/// <summary>What a worker calls on the hub. Calls are short, but for an exchange, which waits for work for up to half a lease.</summary>
internal interface IHub : IGrainWithIntegerKey
{
    /// <summary>Joins, or joins again after the link was lost.</summary>
    /// <param name="card">The worker, and the jobs that it still holds.</param>
    /// <returns>The session, or why there is none.</returns>
    Task<Welcome> Join(WorkerCard card);

    /// <summary>Delivers an answer, if there is one, and waits for the next job.</summary>
    /// <param name="session">The worker's session.</param>
    /// <param name="answer">The answer to a job that the worker held. Delivering it again has no effect.</param>
    /// <returns>A job, if one came in time.</returns>
    Task<Handout> Exchange(Guid session, JobAnswer? answer);

    /// <summary>Renews the lease.</summary>
    /// <param name="session">The worker's session.</param>
    /// <param name="held">The jobs that the worker holds.</param>
    /// <returns>What has become of them.</returns>
    Task<Renewal> Renew(Guid session, long[] held);

    /// <summary>Returns a plan by its digest; null where the hub has none.</summary>
    Task<byte[]?> Plan(string digest);

    /// <summary>Leaves, and hands back what is held.</summary>
    Task Leave(Guid session);
}
