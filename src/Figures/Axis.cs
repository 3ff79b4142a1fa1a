namespace CutAwareQnn.Figures;

/// <summary>What a direction of a chart shows.</summary>
/// <param name="Label">The quantity.</param>
/// <param name="Unit">Its unit; null for a number without one.</param>
/// <param name="Scale">How values become lengths.</param>
public sealed record Axis(string Label, string? Unit = null, AxisScale Scale = AxisScale.Linear)
{
    /// <summary>A value that is shown at least; null for what the points need.</summary>
    public double? Lower { get; init; }

    /// <summary>A value that is shown at least; null for what the points need.</summary>
    public double? Upper { get; init; }

    /// <summary>Where the ticks are; null for round numbers.</summary>
    public IReadOnlyList<double>? Ticks { get; init; }

    /// <summary>Of a horizontal axis: names in place of numbers; a point's x is the index of its name, from 0. Null for numbers.</summary>
    public IReadOnlyList<string>? Categories { get; init; }

    /// <summary>The label with its unit.</summary>
    public string Text => Unit is null ? Label : $"{Label} ({Unit})";
}
