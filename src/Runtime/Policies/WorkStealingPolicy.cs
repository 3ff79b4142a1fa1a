using System.Diagnostics.CodeAnalysis;
using CutAwareQnn.Simulation;

namespace CutAwareQnn.Runtime;

/// <summary>
/// Gives every worker fragments of its own, whose batches it takes in the order of generation; a worker that has none left takes the
/// last one of whoever has most.
/// </summary>
public sealed class WorkStealingPolicy : IDispatchPolicy
{
    /// <inheritdoc/>
    public string Name => "work-stealing";

    /// <inheritdoc/>
    public IDemand<Dispatch> HandOut(IReadOnlyList<Job> jobs, int workerCount) => new Queues(jobs, workerCount);

    private sealed class Queues : IDemand<Dispatch>
    {
        private readonly LinkedList<Job>[] _queues;

        public Queues(IReadOnlyList<Job> jobs, int workerCount)
        {
            _queues = [.. Enumerable.Range(0, workerCount).Select(_ => new LinkedList<Job>())];
            for (int i = 0; i < jobs.Count; i++)
            {
                _queues[(jobs[i].Fragment ?? i) % workerCount].AddLast(jobs[i]);
            }
        }

        public bool TryTake(int worker, [MaybeNullWhen(false)] out Dispatch item)
        {
            LinkedList<Job> own = _queues[worker];
            bool steals = own.Count == 0;
            LinkedList<Job> queue = steals ? _queues.MaxBy(q => q.Count)! : own;
            if ((steals ? queue.Last : queue.First) is not { } node)
            {
                item = default;
                return false;
            }

            queue.Remove(node);
            item = new(node.Value);
            return true;
        }

        public void Dispose()
        {
        }
    }
}
