using CutAwareQnn.Circuits;
using CutAwareQnn.Simulation;

namespace CutAwareQnn.Runtime;

/// <summary>
/// Plans that a worker holds, by digest. Jobs that need a plan at the same time fetch it once; when there is no room, the plan that was
/// not used for longest is forgotten.
/// </summary>
internal sealed class PlanCache(int limit, Func<PlanForm, PlanSimulators> prepare)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, LinkedListNode<Entry>> _entries = new(StringComparer.Ordinal);
    private readonly LinkedList<Entry> _byUse = new();

    /// <summary>Returns a plan, fetched if it is not held.</summary>
    /// <param name="digest">The plan's digest.</param>
    /// <param name="fetch">Fetches it; not withdrawn with the job, because others may wait for the same plan.</param>
    /// <param name="cancel">Ends the wait.</param>
    /// <exception cref="BackendException">What was fetched is not the plan, or cannot be read.</exception>
    public Task<PlanSimulators> Get(
        string digest, Func<string, CancellationToken, Task<ReadOnlyMemory<byte>>> fetch, CancellationToken cancel)
    {
        LinkedListNode<Entry>? node;
        lock (_gate)
        {
            if (_entries.TryGetValue(digest, out node))
            {
                _byUse.Remove(node);
            }
            else
            {
                node = new(new(digest, new(() => Fetch(digest, fetch))));
                _entries.Add(digest, node);
            }

            _byUse.AddFirst(node);
            while (_entries.Count > limit)
            {
                _entries.Remove(_byUse.Last!.Value.Digest);
                _byUse.RemoveLast();
            }
        }

        return Await(node.Value, cancel);
    }

    private async Task<PlanSimulators> Await(Entry entry, CancellationToken cancel)
    {
        Task<PlanSimulators> plan = entry.Plan.Value;
        try
        {
            return await plan.WaitAsync(cancel).ConfigureAwait(false);
        }
        catch when (plan.IsCompleted && !plan.IsCompletedSuccessfully)
        {
            Forget(entry);
            throw;
        }
    }

    // A fetch that failed is tried again by the next job.
    private void Forget(Entry entry)
    {
        lock (_gate)
        {
            if (_entries.TryGetValue(entry.Digest, out LinkedListNode<Entry>? node) && ReferenceEquals(node.Value, entry))
            {
                _entries.Remove(entry.Digest);
                _byUse.Remove(node);
            }
        }
    }

    private async Task<PlanSimulators> Fetch(string digest, Func<string, CancellationToken, Task<ReadOnlyMemory<byte>>> fetch)
    {
        ReadOnlyMemory<byte> bytes = await fetch(digest, CancellationToken.None).ConfigureAwait(false);
        string found = PlanForm.DigestOf(bytes.Span);
        return found == digest
            ? prepare(PlanForm.Read(bytes))
            : throw new BackendException($"a plan arrived with digest {found} instead of {digest}; send it again") { IsFailure = true };
    }

    private sealed record Entry(string Digest, Lazy<Task<PlanSimulators>> Plan);
}
