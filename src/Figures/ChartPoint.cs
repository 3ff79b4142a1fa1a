namespace CutAwareQnn.Figures;

/// <summary>One measurement.</summary>
/// <param name="X">Where, on the horizontal axis: finite.</param>
/// <param name="Y">What: finite.</param>
/// <param name="Lower">The lower end of its interval, finite; null without one.</param>
/// <param name="Upper">The upper end, finite; null without one.</param>
public sealed record ChartPoint(double X, double Y, double? Lower = null, double? Upper = null);
