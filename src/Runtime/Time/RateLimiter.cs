namespace CutAwareQnn.Runtime;

/// <summary>Spaces submissions evenly, so that no more than so many a second begin.</summary>
internal sealed class RateLimiter(double perSecond)
{
    private readonly Lock _gate = new();
    private readonly TimeSpan _spacing = TimeSpan.FromSeconds(1 / perSecond);
    private DateTimeOffset _next;

    /// <summary>Takes the next place in the queue.</summary>
    /// <returns>How long to wait from now until the submission may begin.</returns>
    public TimeSpan Admit(DateTimeOffset now)
    {
        lock (_gate)
        {
            DateTimeOffset start = _next > now ? _next : now;
            _next = start + _spacing;
            return start - now;
        }
    }
}
