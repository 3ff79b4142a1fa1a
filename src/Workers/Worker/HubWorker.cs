using CutAwareQnn.Circuits;
using CutAwareQnn.Runtime;

namespace CutAwareQnn.RemoteWorkers;

/// <summary>
/// A worker: dials a hub, pulls jobs as fast as it has slots, runs them and answers. It outlives the hub: where the link is lost it dials
/// again, and what it computed meanwhile is answered if the hub is the same.
/// </summary>
/// <param name="settings">Where it dials in, and what it offers.</param>
/// <param name="runner">Runs the jobs.</param>
public sealed class HubWorker(WorkerSettings settings, IJobRunner runner)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(0.25);
    private static readonly TimeSpan FarewellLimit = TimeSpan.FromSeconds(2);

    private readonly HeldJobs _held = new();
    private readonly Lock _lock = new();
    private TaskCompletionSource<HubLink> _link = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Works until it is stopped; then hands back what it holds.</summary>
    /// <param name="stop">Stops the worker.</param>
    /// <exception cref="BackendException">A hub refuses the worker, or the worker the hub: waiting would not help.</exception>
    public async Task Run(CancellationToken stop)
    {
        PoolThreads.Reserve(settings.Slots);
        using CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var slots = new Task[settings.Slots];
        for (int slot = 0; slot < slots.Length; slot++)
        {
            slots[slot] = Task.Run(() => Serve(end.Token), CancellationToken.None);
        }

        try
        {
            await KeepLink(stop).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The regular end.
        }
        finally
        {
            await end.CancelAsync().ConfigureAwait(false);
        }
    }

    private async Task KeepLink(CancellationToken stop)
    {
        CertificateFolder.Identity? identity =
            settings.Certificates is { } folder ? CertificateFolder.Load(folder, CertificateRole.Worker) : null;
        Guid hub = Guid.Empty;
        bool isTold = false;
        while (true)
        {
            HubLink? opened = await HubLink.Open(settings, identity, hub, _held.Ids, stop).ConfigureAwait(false);
            if (opened is null)
            {
                if (!isTold)
                {
                    settings.Notice?.Invoke($"waiting for a coordinator at {settings.Host}:{settings.Port}");
                    isTold = true;
                }

                await Task.Delay(Pause, stop).ConfigureAwait(false);
                continue;
            }

            await using HubLink link = opened;
            isTold = false;
            if (link.Welcome.Hub != hub)
            {
                // Another coordinator has no use for the jobs of the last one.
                _held.Cancel(_held.Ids);
                hub = link.Welcome.Hub;
            }

            settings.Notice?.Invoke($"joined {settings.Host}:{settings.Port} as {link.Welcome.Name}");
            new Renewer(link, _held).Start();
            lock (_lock)
            {
                if (_link.Task.IsCompleted)
                {
                    _link = new(TaskCreationOptions.RunContinuationsAsynchronously);
                }

                _link.SetResult(link);
            }

            try
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, stop).WaitAsync(link.Lost).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (!stop.IsCancellationRequested)
            {
                settings.Notice?.Invoke($"lost the coordinator at {settings.Host}:{settings.Port}");
            }
            catch (OperationCanceledException)
            {
                await SayFarewell(link).ConfigureAwait(false);
                throw;
            }
        }
    }

    private static async Task SayFarewell(HubLink link)
    {
        try
        {
            await link.Hub.Leave(link.Welcome.Session).WaitAsync(FarewellLimit).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // A hub that is not told finds out when the lease ends.
        catch (Exception)
#pragma warning restore CA1031
        {
            // Nothing to do.
        }
    }

    private async Task Serve(CancellationToken stop)
    {
        JobAnswer? answer = null;
        while (!stop.IsCancellationRequested)
        {
            try
            {
                HubLink link = await Link(stop).ConfigureAwait(false);
                if (answer is not null && answer.Hub != link.Welcome.Hub)
                {
                    _held.Remove(answer.Id);
                    answer = null;
                }

                Handout handout;
                try
                {
                    handout = await link.Hub.Exchange(link.Welcome.Session, answer)
                        .WaitAsync(link.Lost).WaitAsync(stop).ConfigureAwait(false);
                }
                catch (OperationCanceledException) when (!stop.IsCancellationRequested)
                {
                    continue;
                }
#pragma warning disable CA1031 // However the call failed, the answer is kept and sent again over the next link.
                catch (Exception) when (!stop.IsCancellationRequested)
#pragma warning restore CA1031
                {
                    link.Lose();
                    continue;
                }

                if (answer is not null)
                {
                    _held.Remove(answer.Id);
                    answer = null;
                }

                if (handout.Issue is { } issue)
                {
                    answer = await RunJob(link, issue, stop).ConfigureAwait(false);
                }
                else if (!handout.IsKnown)
                {
                    link.Lose();
                }
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
        }
    }

    private Task<HubLink> Link(CancellationToken stop)
    {
        lock (_lock)
        {
            if (_link.Task is { IsCompletedSuccessfully: true, Result.Lost.IsCancellationRequested: true })
            {
                _link = new(TaskCreationOptions.RunContinuationsAsynchronously);
            }

            return _link.Task.WaitAsync(stop);
        }
    }

    private async Task<JobAnswer?> RunJob(HubLink link, Issue issue, CancellationToken stop)
    {
        Welcome welcome = link.Welcome;
        CancellationToken withdrawn = _held.Add(issue.Id);
        using CancellationTokenSource cancel = CancellationTokenSource.CreateLinkedTokenSource(withdrawn, stop);
        JobAnswer answer;
        try
        {
            ReadOnlyMemory<byte> result = await runner.Run(issue.Job, Plan, cancel.Token).ConfigureAwait(false);
            answer = result.Length > HubChannel.MaxBytes
                ? Failed($"a result of {result.Length} bytes is larger than the {HubChannel.MaxBytes} that are sent back", isFailure: false)
                : new(welcome.Hub, issue.Id, welcome.Name, result.ToArray());
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            answer = Failed("withdrawn", isFailure: true);
        }
        catch (CutAwareException failed)
        {
            answer = Failed(failed.Message, (failed as BackendException)?.IsFailure ?? false);
        }
        catch (OutOfMemoryException)
        {
            answer = Failed("the job needs more memory than the worker has", isFailure: false);
        }
#pragma warning disable CA1031 // A job must not end the worker; the coordinator reports what went wrong.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            answer = Failed($"a fault of the worker: {OneLine(fault.Message)}", isFailure: true);
        }

        if (withdrawn.IsCancellationRequested)
        {
            _held.Remove(issue.Id);
            return null;
        }

        return answer;

        JobAnswer Failed(string error, bool isFailure) => new(welcome.Hub, issue.Id, welcome.Name, null, error, isFailure);

        async Task<ReadOnlyMemory<byte>> Plan(string digest, CancellationToken cancellation)
        {
            while (true)
            {
                HubLink current = await Link(cancellation).ConfigureAwait(false);
                try
                {
                    return await current.Hub.Plan(digest).WaitAsync(current.Lost).WaitAsync(cancellation).ConfigureAwait(false)
                        ?? throw new BackendException($"the coordinator has no plan {digest}") { IsFailure = true };
                }
                catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
                {
                    // The next link, unless the job was withdrawn with the last one.
                }
            }
        }
    }

    private static string OneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
