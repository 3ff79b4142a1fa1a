namespace CutAwareQnn.Figures;

/// <summary>How intervals are drawn.</summary>
public enum IntervalStyle
{
    /// <summary>A line with an end at either bound.</summary>
    Whiskers,

    /// <summary>A shaded strip along the series.</summary>
    Band,
}
