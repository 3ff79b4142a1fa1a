using System.Globalization;
using CutAwareQnn.Learning;

namespace CutAwareQnn.Experiments;

/// <summary>One row of a sweep's table.</summary>
/// <param name="Dataset">iris or mnist.</param>
/// <param name="Partition">Its labels.</param>
/// <param name="Cuts">Gates cut.</param>
/// <param name="Figure">The figure of the question, at equal shots per circuit.</param>
internal sealed record SweepRow(string Dataset, string Partition, int Cuts, BootstrapInterval Figure)
{
    /// <summary>rq1: over the first partition's, seed by seed.</summary>
    public BootstrapInterval? RatioToFirst { get; init; }

    /// <summary>rq1: seconds in published mode, extrapolated from a few epochs of one seed.</summary>
    public double? PublishedModeSeconds { get; init; }

    /// <summary>rq4: with the same number of shots for every query.</summary>
    public BootstrapInterval? AtEqualTotalShots { get; init; }

    /// <summary>rq5: the accuracy without disturbance.</summary>
    public BootstrapInterval? Clean { get; init; }

    public string ToText() => (string.Create(CultureInfo.InvariantCulture, $"{Dataset,-8}{Cuts,-6}{Partition,-11}")
        + Cell(Figure) + Cell(RatioToFirst) + Cell(AtEqualTotalShots) + Cell(Clean)
        + (PublishedModeSeconds is { } seconds ? string.Create(CultureInfo.InvariantCulture, $"{seconds:F1} s") : "")).TrimEnd();

    private static string Cell(BootstrapInterval? interval) => interval is null
        ? ""
        : string.Create(
            CultureInfo.InvariantCulture, $"{$"{interval.Median:F3} [{interval.Lower:F3}, {interval.Upper:F3}]",-24}");
}
