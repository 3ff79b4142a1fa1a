using System.Runtime.ExceptionServices;
using CutAwareQnn.Simulation;

namespace CutAwareQnn.Runtime;

/// <summary>Threads of the pool that share the tiles of wide states with the caller's thread.</summary>
public sealed class TileThreads : ITileThreads
{
    private readonly ParallelOptions _options;

    /// <summary>Creates threads.</summary>
    /// <param name="count">How many, the caller's included; at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The count is less than 1.</exception>
    public TileThreads(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        Count = count;
        _options = new() { MaxDegreeOfParallelism = count };
    }

    /// <inheritdoc/>
    public int Count { get; }

    /// <inheritdoc/>
    public void Run(Action<int> work)
    {
        try
        {
            Parallel.For(0, Count, _options, work);
        }
        catch (AggregateException several)
        {
            ExceptionDispatchInfo.Throw(several.InnerExceptions[0]);
        }
    }
}
