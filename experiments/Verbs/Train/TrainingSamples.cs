using CutAwareQnn.Learning;

namespace CutAwareQnn.Experiments;

/// <summary>Samples to train and to test on, and how they came about.</summary>
/// <param name="Dataset">iris, mnist, or the path of a file.</param>
/// <param name="Classes">The classes, in the order of their labels; none of a regression.</param>
/// <param name="Split">The two parts.</param>
internal sealed record TrainingSamples(string Dataset, IReadOnlyList<string> Classes, DataSplit Split)
{
    public string? Label { get; init; }

    /// <summary>The column of a regression's targets; null of a classification.</summary>
    public string? Target { get; init; }

    /// <summary>How the targets were scaled; null of a classification.</summary>
    public TargetScale? Targets { get; init; }

    /// <summary>The targets of new samples, unscaled; null where their table has none.</summary>
    public IReadOnlyList<double>? NewTargets { get; init; }

    /// <summary>The classes of new samples, in their order; null where their table has none.</summary>
    public IReadOnlyList<string>? NewClasses { get; init; }

    public double? TestFraction { get; init; }

    public string Reduction { get; init; } = "none";

    public double Scale { get; init; } = 1;
}
