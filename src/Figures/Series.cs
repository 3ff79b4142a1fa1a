namespace CutAwareQnn.Figures;

/// <summary>Measurements that belong together.</summary>
/// <param name="Name">What the key calls them.</param>
/// <param name="Kind">How they are drawn.</param>
/// <param name="Points">At least one, in the order in which they are joined.</param>
public sealed record Series(string Name, SeriesKind Kind, IReadOnlyList<ChartPoint> Points)
{
    /// <summary>How the points' intervals are drawn.</summary>
    public IntervalStyle Interval { get; init; }

    /// <summary>
    /// Which colour, mark and dash, from 0; null for the series' place in the chart. Series that share it share their colour.
    /// </summary>
    public int? Look { get; init; }

    /// <summary>Whether this is a bound or something published rather than a measurement: thinner, dashed and without marks.</summary>
    public bool IsReference { get; init; }

    /// <summary>Whether it is what means were taken of: thin and pale.</summary>
    public bool IsFaint { get; init; }
}
