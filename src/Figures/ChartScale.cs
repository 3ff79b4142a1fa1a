namespace CutAwareQnn.Figures;

/// <summary>One direction of a drawn chart: its range, its ticks, and where a value is.</summary>
internal sealed record ChartScale(Axis Axis, double Lower, double Upper, IReadOnlyList<double> Ticks)
{
    private const int StepCount = 5;

    /// <summary>Creates the horizontal direction, as wide as its values with a little air, or its categories.</summary>
    public static ChartScale Horizontal(Chart chart)
    {
        Axis axis = chart.X;
        if (axis.Categories is { } names)
        {
            return new(axis, -0.5, names.Count - 0.5, [.. Enumerable.Range(0, names.Count).Select(i => (double)i)]);
        }

        (double lower, double upper) = Range(axis, chart.Series.SelectMany(s => s.Points).Select(p => p.X));
        IReadOnlyList<double> ticks = axis.Ticks ?? TicksOf(axis, lower, upper);
        return axis.Scale == AxisScale.Logarithmic
            ? new(axis, lower / Math.Pow(upper / lower, 0.02), upper * Math.Pow(upper / lower, 0.02), ticks)
            : new(axis, lower - (0.02 * (upper - lower)), upper + (0.02 * (upper - lower)), ticks);
    }

    /// <summary>Creates the vertical direction, from tick to tick; with bars from 0 where the axis is linear.</summary>
    public static ChartScale Vertical(Chart chart)
    {
        Axis axis = chart.Y;
        bool isLogarithmic = axis.Scale == AxisScale.Logarithmic;
        IEnumerable<double> values =
            chart.Series.SelectMany(s => s.Points).SelectMany(p => (double[])[p.Y, p.Lower ?? p.Y, p.Upper ?? p.Y]);
        bool hasBars = chart.Series.Any(s => s.Kind == SeriesKind.Bars);
        (double lower, double upper) = Range(axis, hasBars && !isLogarithmic ? values.Append(0) : values);
        if (axis.Ticks is { } given)
        {
            return new(axis, Math.Min(lower, given.Min()), Math.Max(upper, given.Max()), given);
        }

        if (!isLogarithmic)
        {
            (lower, upper) = Figures.Ticks.Widen(lower, upper, StepCount);
        }
        else if (hasBars || upper / lower > 30)
        {
            lower = Math.Pow(10, Math.Floor(Math.Log10(lower * (hasBars ? 0.999 : 1.001))));
            upper = Math.Pow(10, Math.Ceiling(Math.Log10(upper * 0.999)));
        }
        else
        {
            (lower, upper) = (lower / 1.15, upper * 1.15);
        }

        return new(axis, lower, upper, TicksOf(axis, lower, upper));
    }

    /// <summary>Computes where a value is: 0 at the lower end, 1 at the upper.</summary>
    public double Part(double value) => Axis.Scale == AxisScale.Logarithmic
        ? Math.Log(value / Lower) / Math.Log(Upper / Lower)
        : (value - Lower) / (Upper - Lower);

    private static IReadOnlyList<double> TicksOf(Axis axis, double lower, double upper) => axis.Scale == AxisScale.Logarithmic
        ? Figures.Ticks.Logarithmic(lower, upper)
        : Figures.Ticks.Linear(lower, upper, StepCount);

    // Never empty: about a single value there is room.
    private static (double Lower, double Upper) Range(Axis axis, IEnumerable<double> values)
    {
        double[] all = [.. values, .. new[] { axis.Lower, axis.Upper }.OfType<double>(), .. axis.Ticks ?? []];
        (double lower, double upper) = (all.Min(), all.Max());
        bool isOne = upper - lower <= 1e-9 * Math.Max(Math.Abs(lower), Math.Abs(upper));
        return !isOne ? (lower, upper)
            : axis.Scale == AxisScale.Logarithmic ? (lower / 2, upper * 2)
            : lower == 0 ? (0, 1)
            : (
                axis.Lower == lower ? lower : lower - (0.1 * Math.Abs(lower)),
                axis.Upper == upper ? upper : upper + (0.1 * Math.Abs(upper)));
    }
}
