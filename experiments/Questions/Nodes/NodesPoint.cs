using System.Globalization;
using System.Text.Json.Serialization;
using CutAwareQnn.Learning;

namespace CutAwareQnn.Experiments;

/// <summary>One scheme and number of nodes in virtual time.</summary>
/// <param name="Sync">The scheme.</param>
/// <param name="Nodes">Number of nodes, each with one worker.</param>
/// <param name="TestAccuracy">At the last weights.</param>
/// <param name="TotalSeconds">Median virtual time.</param>
/// <param name="SpeedUp">Over the fewest nodes of the same scheme, seed by seed.</param>
/// <param name="Steps">How often the common weights changed, in the run of the first seed, as what follows.</param>
/// <param name="Messages">Vectors of weights or derivatives sent.</param>
/// <param name="LargestStaleness">Steps that the oldest gradient had missed.</param>
internal sealed record NodesPoint(
    string Sync,
    int Nodes,
    BootstrapInterval TestAccuracy,
    [property: JsonPropertyName("t_total_s")] double TotalSeconds,
    BootstrapInterval SpeedUp,
    int Steps,
    long Messages,
    int LargestStaleness)
{
    /// <summary>Summarises the runs of all seeds next to those of the fewest nodes.</summary>
    public static NodesPoint Of(string sync, int nodes, IReadOnlyList<NodesRun> runs, IReadOnlyList<NodesRun> fewest) => new(
        sync,
        nodes,
        BootstrapInterval.Of([.. runs.Select(r => r.TestAccuracy)]),
        BootstrapInterval.MedianOf(runs.Select(r => r.Seconds)),
        BootstrapInterval.Of([.. runs.Zip(fewest, (r, f) => f.Seconds / r.Seconds)]),
        runs[0].Steps,
        runs[0].Messages,
        runs[0].LargestStaleness);

    public string ToText() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Sync,-20}  {Nodes,5}  {Cell(TestAccuracy, "F3"),-21}  {TotalSeconds,8:F2} s  {Cell(SpeedUp, "F2"),-21}  {Steps,6}  "
        + $"{Messages,8}  {LargestStaleness,6}");

    private static string Cell(BootstrapInterval interval, string format)
    {
        CultureInfo culture = CultureInfo.InvariantCulture;
        return $"{interval.Median.ToString(format, culture)} [{interval.Lower.ToString(format, culture)}, "
            + $"{interval.Upper.ToString(format, culture)}]";
    }
}
