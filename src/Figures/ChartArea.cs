namespace CutAwareQnn.Figures;

/// <summary>Where the points of a chart are, in pixels from its upper left corner.</summary>
internal sealed record ChartArea(ChartScale Horizontal, ChartScale Vertical, double Left, double Top, double Right, double Bottom)
{
    /// <summary>Of one category, where there are any.</summary>
    public double CategoryWidth => (Right - Left) / (Horizontal.Upper - Horizontal.Lower);

    public double X(double value) => Left + (Horizontal.Part(value) * (Right - Left));

    public double Y(double value) => Bottom - (Vertical.Part(value) * (Bottom - Top));
}
