namespace CutAwareQnn.Figures;

/// <summary>How the points of a series are drawn.</summary>
public enum SeriesKind
{
    /// <summary>Joined by straight lines.</summary>
    Line,

    /// <summary>Marks alone.</summary>
    Points,

    /// <summary>Bars from the axis; several series of bars are side by side in a category. The horizontal axis has categories.</summary>
    Bars,

    /// <summary>Held until the next point.</summary>
    Steps,
}
