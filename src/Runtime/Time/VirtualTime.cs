using System.Globalization;
using CutAwareQnn.Circuits;

namespace CutAwareQnn.Runtime;

/// <summary>The reach of virtual time.</summary>
internal static class VirtualTime
{
    // Half of what a clock counts: deadlines and copies look ahead by as much as has passed.
    private static readonly DateTimeOffset Latest = new(5000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Converts seconds to a time span; the longest where they are more.</summary>
    public static TimeSpan Span(double seconds) =>
        seconds < TimeSpan.MaxValue.TotalSeconds ? TimeSpan.FromSeconds(seconds) : TimeSpan.MaxValue;

    /// <summary>Returns a time span that is to pass, checked.</summary>
    /// <exception cref="BackendException">It reaches beyond virtual time.</exception>
    public static TimeSpan Within(DateTimeOffset now, TimeSpan time) => time <= Latest - now
        ? time
        : throw new BackendException(string.Create(
            CultureInfo.InvariantCulture,
            $"{time.TotalSeconds:G3} s of work reach beyond the {(Latest - DateTimeOffset.MinValue).TotalSeconds:G3} s of virtual "
            + $"time; lower --shot-time or --queue-delay, or ask for less"));
}
