namespace CutAwareQnn.RemoteWorkers;

/// <summary>A worker's call that waits for a job.</summary>
internal sealed record WaitingPull(WorkerSession Session, TimeSpan Since)
{
    // What follows a pull must not run inside the board's lock.
    private readonly TaskCompletionSource<Handout> _source = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<Handout> Task => _source.Task;

    public void Complete(Issue? issue, bool isKnown = true) => _source.TrySetResult(new(isKnown, issue));
}
