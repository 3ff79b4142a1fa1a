using System.Diagnostics.CodeAnalysis;

namespace CutAwareQnn.Runtime;

/// <summary>A sequence as demand: each request takes the next item, which is pulled only then.</summary>
/// <param name="items">The sequence; opened with the first request, disposed of after the last item and on disposal.</param>
public sealed class CursorDemand<TItem>(IEnumerable<TItem> items) : IDemand<TItem>
{
    private IEnumerator<TItem>? _cursor;
    private bool _closed;

    /// <inheritdoc/>
    public bool TryTake(int worker, [MaybeNullWhen(false)] out TItem item)
    {
        item = default;
        if (_closed)
        {
            return false;
        }

        _cursor ??= items.GetEnumerator();
        if (_cursor.MoveNext())
        {
            item = _cursor.Current;
            return true;
        }

        Dispose();
        return false;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _closed = true;
        _cursor?.Dispose();
        _cursor = null;
    }
}
