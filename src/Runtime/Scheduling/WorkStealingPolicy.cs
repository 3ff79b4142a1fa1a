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
    public IDemand<Dispatch> HandOut(IReadOnlyList<SubexperimentBatch> batches, int workerCount) => new Queues(batches, workerCount);

    private sealed class Queues : IDemand<Dispatch>
    {
        private readonly LinkedList<SubexperimentBatch>[] _queues;

        public Queues(IReadOnlyList<SubexperimentBatch> batches, int workerCount)
        {
            _queues = [.. Enumerable.Range(0, workerCount).Select(_ => new LinkedList<SubexperimentBatch>())];
            for (int i = 0; i < batches.Count; i++)
            {
                _queues[(batches[i].Fragment ?? i) % workerCount].AddLast(batches[i]);
            }
        }

        public bool TryTake(int worker, [MaybeNullWhen(false)] out Dispatch item)
        {
            LinkedList<SubexperimentBatch> own = _queues[worker];
            bool steals = own.Count == 0;
            LinkedList<SubexperimentBatch> queue = steals ? _queues.MaxBy(q => q.Count)! : own;
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
