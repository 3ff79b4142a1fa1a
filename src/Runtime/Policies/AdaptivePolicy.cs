using CutAwareQnn.Simulation;

namespace CutAwareQnn.Runtime;

/// <summary>
/// Chooses by the measured reconstruction share: where reconstruction weighs, batches go in the order of generation, which completes
/// query after query and so lets reconstruction overlap execution; where it does not, the longest go first, which ends execution soonest.
/// </summary>
/// <param name="threshold">The share reconstruct / (execute + reconstruct) from which reconstruction weighs, in [0, 1].</param>
/// <param name="smoothing">How much the last pass counts in the running mean of the share, in (0, 1].</param>
/// <remarks>What it has measured is shared by everything that it hands out. It begins as if reconstruction weighed.</remarks>
public sealed class AdaptivePolicy(double threshold, double smoothing) : IDispatchPolicy
{
    private readonly Lock _gate = new();
    private readonly EagerPolicy _inOrder = new();
    private readonly LongestFirstPolicy _longestFirst = new();
    private double? _share;

    /// <inheritdoc/>
    public string Name => "adaptive";

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, double> Parameters { get; } =
        new SortedDictionary<string, double> { ["threshold"] = threshold, ["smoothing"] = smoothing };

    /// <inheritdoc/>
    public IDemand<Dispatch> HandOut(IReadOnlyList<Job> jobs, int workerCount)
    {
        lock (_gate)
        {
            return _share < threshold ? _longestFirst.HandOut(jobs, workerCount) : _inOrder.HandOut(jobs, workerCount);
        }
    }

    /// <inheritdoc/>
    public void Observe(StageTimes times)
    {
        TimeSpan both = times.Execute + times.Reconstruct;
        if (both > TimeSpan.Zero)
        {
            lock (_gate)
            {
                double share = times.Reconstruct / both;
                _share = _share is { } mean ? mean + (smoothing * (share - mean)) : share;
            }
        }
    }
}
