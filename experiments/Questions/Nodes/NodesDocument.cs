using System.Globalization;
using CutAwareQnn.Circuits;

namespace CutAwareQnn.Experiments;

/// <summary>Training by several nodes, as it is printed: <c>nodes.json</c>.</summary>
/// <param name="Question"><c>nodes</c>.</param>
/// <param name="Settings">The settings of the sweep.</param>
/// <param name="Points">In virtual time, one a scheme and number of nodes.</param>
/// <param name="Measured">On this machine, one thread per node.</param>
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
                $"{Settings.Dataset}, {Settings.Partition}, "
                + $"{(Settings.Shots > 0 ? $"{Counted.Of(Settings.Shots, "shot", "N0")} per circuit" : "exact")}; "
                + $"{Counted.Of(Settings.Epochs, "epoch")}, {Counted.Of(Settings.BatchSize, "sample")} per step over all nodes"),
            string.Create(
                culture,
                $"virtual time: {Settings.ServiceTimes.ShotSeconds:G3} s per shot, {Settings.LinkSeconds:G3} s per link, "
                + $"{100 * Settings.StragglerProbability} % of batches are held up by "
                + $"{Settings.StragglerDelaySeconds} s; {SweepNames.Medians(Settings.Seeds)}"),
            "",
            "synchronisation       nodes  test accuracy               time  speed-up               steps  messages  oldest",
            .. Points.Select(p => p.ToText()),
            "",
            "on this machine, one thread per node, no links, nothing held up",
            "synchronisation       nodes       time  speed-up",
            .. Measured.Select(m => string.Create(
                culture, $"{m.Sync,-20}  {m.Nodes,5}  {1e3 * m.TotalSeconds,6:F0} ms  {m.SpeedUp,7:F2}x")),
        ]);
    }
}
