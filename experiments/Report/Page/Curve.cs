using CutAwareQnn.Figures;
using CutAwareQnn.Learning;

namespace CutAwareQnn.Experiments;

/// <summary>Points of figures, from measurements.</summary>
internal static class Curve
{
    // About a pixel each.
    private const int MostPoints = 400;

    /// <summary>Returns at most so many points as a figure can show: means over as many neighbours as it takes.</summary>
    public static IReadOnlyList<ChartPoint> Thin(IReadOnlyList<ChartPoint> points)
    {
        int size = ((points.Count - 1) / MostPoints) + 1;
        return size == 1 ? points : [.. points.Chunk(size).Select(c => new ChartPoint(c.Average(p => p.X), c.Average(p => p.Y)))];
    }

    /// <summary>Returns a median and its interval.</summary>
    /// <param name="x">Where.</param>
    /// <param name="interval">What.</param>
    /// <param name="factor">Its unit over the figure's.</param>
    /// <param name="count">Of how many values: of one there is no interval.</param>
    public static ChartPoint Point(double x, BootstrapInterval interval, double factor = 1, int count = int.MaxValue) => count == 1
        ? new(x, factor * interval.Median)
        : new(x, factor * interval.Median, factor * interval.Lower, factor * interval.Upper);
}
