using CutAwareQnn.Circuits;
using CutAwareQnn.Figures;

namespace CutAwareQnn.Experiments;

/// <summary>The section of data-parallel training.</summary>
internal static class NodesSection
{
    public static ReportSection ToSection(this NodesDocument document)
    {
        IGrouping<string, NodesPoint>[] schemes = [.. document.Points.GroupBy(p => p.Sync)];
        return new(
            "nodes",
            "Training on several nodes",
            $"{SweepNames.Dataset(document.Settings.Dataset)}, partition {document.Settings.Partition}, {document.Settings.Epochs} "
                + $"epochs, {Counted.Of(document.Settings.BatchSize, "sample")} per step over all nodes; "
                + $"{SweepNames.Medians(document.Settings.Seeds)}. "
                + $"In virtual time: a shot takes {Cells.Time(document.Settings.ServiceTimes.ShotSeconds)}, a vector of weights or "
                + $"derivatives {Cells.Time(document.Settings.LinkSeconds)} to a node or from one, "
                + $"and {Cells.Percent(document.Settings.StragglerProbability)} % of the batches of subexperiments are held up by "
                + $"{Cells.Time(document.Settings.StragglerDelaySeconds)}.",
            [SpeedUps(schemes, document.Settings.Seeds), Accuracies(schemes, document.Settings.Seeds)],
            [
                new(
                    "In virtual time",
                    ["synchronisation", "nodes", "time", "speed-up", "test accuracy, %", "steps", "messages", "oldest gradient, steps"],
                    [
                        .. document.Points.Select(p => (IReadOnlyList<string>)
                        [
                            p.Sync,
                            Cells.Count(p.Nodes),
                            Cells.Time(p.TotalSeconds),
                            Cells.Of(p.SpeedUp, Cells.Number, document.Settings.Seeds),
                            Cells.Of(p.TestAccuracy, Cells.Percent, document.Settings.Seeds),
                            Cells.Count(p.Steps), Cells.Count(p.Messages), Cells.Count(p.LargestStaleness),
                        ]),
                    ]),
                new(
                    "On this machine, one thread per node; links take no time, nothing is held up",
                    ["synchronisation", "nodes", "time", "speed-up"],
                    [
                        .. document.Measured.Select(
                            m => (IReadOnlyList<string>)[
                                m.Sync,
                                Cells.Count(m.Nodes),
                                Cells.Time(m.TotalSeconds),
                                Cells.Number(m.SpeedUp),
                            ]),
                    ]),
            ],
            []);
    }

    private static Chart SpeedUps(IGrouping<string, NodesPoint>[] schemes, int seeds)
    {
        Axis nodes = Nodes(schemes);
        return new(
            "nodes-speedup",
            "Speed-up with nodes",
            $"Speed-up over the fewest nodes, at {Cells.Count(schemes[0].Last().Nodes)}: "
            + $"{string.Join(", ", schemes.Select(s => $"{s.Key} {Cells.Number(s.Last().SpeedUp.Median)}"))}.",
            nodes,
            new("speed-up", null, AxisScale.Logarithmic),
            [
                .. schemes.Select(
                    (s, i) => new Series(
                        s.Key, SeriesKind.Line, [.. s.Select(p => Curve.Point(p.Nodes, p.SpeedUp, count: seeds))]) { Look = i }),
                new(
                    "in proportion", SeriesKind.Line,
                    [
                        .. nodes.Ticks!.Select(n => new ChartPoint(n, n / schemes[0].First().Nodes)),
                    ]) { Look = schemes.Length, IsReference = true },
            ]);
    }

    private static Chart Accuracies(IGrouping<string, NodesPoint>[] schemes, int seeds) => new(
        "nodes-accuracy",
        "Test accuracy with nodes",
        $"Test accuracy in per cent at {SweepNames.Count(schemes[0].Last().Nodes, "node")}: "
        + $"{string.Join(", ", schemes.Select(s => $"{s.Key} {Cells.Percent(s.Last().TestAccuracy.Median)}"))}.",
        Nodes(schemes),
        new("test accuracy", "%") { Upper = 100 },
        [
            .. schemes.Select(
                (s, i) => new Series(
                    s.Key, SeriesKind.Line, [.. s.Select(p => Curve.Point(p.Nodes, p.TestAccuracy, 100, seeds))]) { Look = i }),
        ]);

    private static Axis Nodes(IGrouping<string, NodesPoint>[] schemes) =>
        new("nodes", null, AxisScale.Logarithmic) { Ticks = [.. schemes[0].Select(p => (double)p.Nodes)] };
}
