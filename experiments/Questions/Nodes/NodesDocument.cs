using System.Globalization;
using System.Text.Json.Serialization;
using CutAwareQnn.Learning;

namespace CutAwareQnn.Experiments;

/// <summary>Training by several nodes, as it is printed: <c>nodes.json</c>.</summary>
/// <param name="Question"><c>nodes</c>.</param>
/// <param name="Settings">What was asked for.</param>
/// <param name="Points">In virtual time, one a scheme and number of nodes.</param>
/// <param name="Measured">On this machine, a thread a node.</param>
internal sealed record NodesDocument(
    string Question, NodesSettings Settings, IReadOnlyList<NodesPoint> Points, IReadOnlyList<NodesMeasurement> Measured) : ISweepDocument
{
    public string ToText()
    {
        CultureInfo culture = CultureInfo.InvariantCulture;
        return string.Join(Environment.NewLine,
        [
            string.Create(
                culture,
                $"{Settings.Dataset}, {Settings.Partition}, {(Settings.Shots > 0 ? $"{Settings.Shots:N0} shots a circuit" : "exact")}; {Settings.Epochs} epochs, "
                + $"{Settings.BatchSize} samples a step over all nodes"),
            string.Create(
                culture,
                $"virtual time: {Settings.ServiceTimes.ShotSeconds:G3} s a shot, {Settings.LinkSeconds:G3} s a link, {100 * Settings.StragglerProbability} % of batches are held up by "
                + $"{Settings.StragglerDelaySeconds} s; {SweepNames.Medians(Settings.Seeds)}"),
            "",
            "synchronisation       nodes  test accuracy               time  speed-up               steps  messages  oldest",
            .. Points.Select(p => p.ToText()),
            "",
            "on this machine, a thread a node, no links, nothing held up",
            "synchronisation       nodes       time  speed-up",
            .. Measured.Select(m => string.Create(
                culture, $"{m.Sync,-20}  {m.Nodes,5}  {1e3 * m.TotalSeconds,6:F0} ms  {m.SpeedUp,7:F2}x")),
        ]);
    }
}

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
    /// <summary>Summarises the runs of all seeds beside those of the fewest nodes.</summary>
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
        $"{Sync,-20}  {Nodes,5}  {Cell(TestAccuracy, "F3"),-21}  {TotalSeconds,8:F2} s  {Cell(SpeedUp, "F2"),-21}  {Steps,6}  {Messages,8}  {LargestStaleness,6}");

    private static string Cell(BootstrapInterval interval, string format)
    {
        CultureInfo culture = CultureInfo.InvariantCulture;
        return $"{interval.Median.ToString(format, culture)} [{interval.Lower.ToString(format, culture)}, {interval.Upper.ToString(format, culture)}]";
    }
}

/// <summary>One scheme and number of nodes on this machine.</summary>
/// <param name="TotalSeconds">The fastest of three.</param>
/// <param name="SpeedUp">Over one node.</param>
internal sealed record NodesMeasurement(
    string Sync, int Nodes, [property: JsonPropertyName("t_total_s")] double TotalSeconds, double SpeedUp);
