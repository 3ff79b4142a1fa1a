using System.Diagnostics.CodeAnalysis;
using CutAwareQnn.Simulation;

namespace CutAwareQnn.Runtime;

/// <summary>A pass's batches in shares (<see cref="ShotShares"/>), and their results put together again.</summary>
internal sealed class ShareFold
{
    private readonly IReadOnlyList<SubexperimentBatch> _batches;
    private readonly ShotShares _shares;
    private readonly double[]?[][] _arrived;
    private readonly bool[] _isDone;
    private readonly SubexperimentResult?[] _whole;
    private readonly Lock _gate = new();

    private ShareFold(IReadOnlyList<SubexperimentBatch> batches, ShotShares shares, SubexperimentBatch[] tasks)
    {
        _batches = batches;
        _shares = shares;
        Tasks = tasks;
        _arrived = [.. batches.Select(_ => new double[]?[shares.Sent])];
        _isDone = new bool[batches.Count];
        _whole = new SubexperimentResult?[batches.Count];
    }

    /// <summary>The shares, batch by batch; their indices count through all.</summary>
    public IReadOnlyList<SubexperimentBatch> Tasks { get; }

    /// <summary>Divides a pass's batches; null where one of them samples nothing.</summary>
    public static ShareFold? Of(IReadOnlyList<SubexperimentBatch> batches, ShotShares? shares)
    {
        if (shares is null)
        {
            return null;
        }

        SubexperimentBatch?[] tasks = [.. batches.SelectMany((batch, b) => Enumerable.Range(0, shares.Sent)
            .Select(s => batch.Share((b * shares.Sent) + s, s, shares.Needed)))];
        return tasks.All(t => t is not null) ? new(batches, shares, tasks!) : null;
    }

    /// <summary>Shots of a batch's needed shares; a share's are rounded up.</summary>
    public long ShotCount(int batch) => _shares.Needed * Tasks[batch * _shares.Sent].ShotCount;

    /// <summary>The demand without shares that nobody needs any longer.</summary>
    public IDemand<Dispatch> Needed(IDemand<Dispatch> demand) => new NeededDemand(this, demand);

    /// <summary>The shares of the same batch.</summary>
    public IEnumerable<int> Siblings(int task) => Enumerable.Range(task / _shares.Sent * _shares.Sent, _shares.Sent).Where(s => s != task);

    /// <summary>Takes a share's result in.</summary>
    /// <returns>The batch's result with the last share that it needs; null before and behind it.</returns>
    public SubexperimentResult? Add(SubexperimentResult result)
    {
        lock (_gate)
        {
            int batch = result.Batch / _shares.Sent;
            if (_isDone[batch])
            {
                return null;
            }

            _arrived[batch][result.Batch % _shares.Sent] = result.Values;
            Volatile.Write(ref _isDone[batch], _arrived[batch].Count(s => s is not null) == _shares.Needed);
            return _whole[batch] = _isDone[batch] ? Merged(batch) : null;
        }
    }

    /// <summary>What there is of the batches whose results were not passed on.</summary>
    /// <param name="passed">For each batch whether its result was.</param>
    public IReadOnlyList<SubexperimentResult> Rest(bool[] passed)
    {
        lock (_gate)
        {
            return [.. _batches.Where((_, b) => !passed[b]).Select(b => _whole[b.Index] ?? Merged(b.Index))];
        }
    }

    // Shares hold equal shots: the mean of the means, in the order of shares.
    private SubexperimentResult Merged(int batch)
    {
        double[] mean = new double[_batches[batch].ResultLength];
        int count = 0;
        foreach (double[] share in _arrived[batch].OfType<double[]>())
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

        Array.Clear(_arrived[batch]);
        return new(batch, mean, (double)count / _shares.Needed);
    }

    private sealed class NeededDemand(ShareFold fold, IDemand<Dispatch> demand) : IDemand<Dispatch>
    {
        public bool TryTake(int worker, [MaybeNullWhen(false)] out Dispatch item)
        {
            while (demand.TryTake(worker, out item))
            {
                if (!Volatile.Read(ref fold._isDone[item.Batch.Index / fold._shares.Sent]))
                {
                    return true;
                }
            }

            return false;
        }

        public void Dispose() => demand.Dispose();
    }
}
