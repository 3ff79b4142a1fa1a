namespace CutAwareQnn.Figures;

/// <summary>How the points of a series are drawn.</summary>
public enum SeriesKind
{
    /// <summary>Joined by straight lines.</summary>
    Line,

    /// <summary>Marks alone.</summary>
    Points,

    /// <summary>Bars from the axis; several series of bars stand side by side in a category. The horizontal axis has categories.</summary>
    Bars,

    /// <summary>Held until the next point.</summary>
    Steps,
}

/// <summary>How intervals are drawn.</summary>
public enum IntervalStyle
{
    /// <summary>A line with an end at either bound.</summary>
    Whiskers,

    /// <summary>A shaded strip along the series.</summary>
    Band,
}

/// <summary>One measurement.</summary>
/// <param name="X">Where, on the horizontal axis: finite.</param>
/// <param name="Y">What: finite.</param>
/// <param name="Lower">The lower end of its interval, finite; null without one.</param>
/// <param name="Upper">The upper end, finite; null without one.</param>
public sealed record ChartPoint(double X, double Y, double? Lower = null, double? Upper = null);

/// <summary>Measurements that belong together.</summary>
/// <param name="Name">What the key calls them.</param>
/// <param name="Kind">How they are drawn.</param>
/// <param name="Points">At least one, in the order in which they are joined.</param>
public sealed record Series(string Name, SeriesKind Kind, IReadOnlyList<ChartPoint> Points)
{
    /// <summary>How the points' intervals are drawn.</summary>
    public IntervalStyle Interval { get; init; }

    /// <summary>Which colour, mark and dash, from 0; null for the series' place in the chart. Series that share it share their colour.</summary>
    public int? Look { get; init; }

    /// <summary>Whether this is a bound or something published rather than a measurement: thinner, dashed and without marks.</summary>
    public bool IsReference { get; init; }

    /// <summary>Whether it is what means were taken of: thin and pale.</summary>
    public bool IsFaint { get; init; }
}
