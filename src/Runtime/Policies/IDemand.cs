using System.Diagnostics.CodeAnalysis;

namespace CutAwareQnn.Runtime;

/// <summary>Items that workers take one at a time, each when it is free. Used by one thread at a time.</summary>
public interface IDemand<TItem> : IDisposable
{
    /// <summary>Returns the next item for a worker.</summary>
    /// <param name="worker">The worker that takes an item, from 0.</param>
    /// <param name="item">The item.</param>
    /// <returns>Whether there was one. Once there is none there is never one again, for no worker.</returns>
    bool TryTake(int worker, [MaybeNullWhen(false)] out TItem item);
}
