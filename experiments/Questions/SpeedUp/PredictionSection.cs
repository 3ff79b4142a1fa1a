using CutAwareQnn.Figures;

namespace CutAwareQnn.Experiments;

/// <summary>The section of rq2 on this machine.</summary>
internal static class PredictionSection
{
    public static ReportSection Of(IReadOnlyList<PredictionPoint> points, string source, IReadOnlyList<string> published)
    {
        string[] partitions = [.. points.Select(p => p.Partition).Distinct()];
        double[] ratios = [.. points.Select(p => p.Ratio)];
        return new(
            "rq2-measured",
            "RQ2: speed-up on this machine, measured and predicted",
            $"A batch of queries, the fastest of 25 repeats, next to the prediction of virtual time with service times {source}. "
            + $"Predictions are {Cells.Number(ratios.Min())} to {Cells.Number(ratios.Max())} times the measured time.",
            [
                new(
                    "rq2-measured",
                    "Time of a batch of queries",
                    string.Join(
                        "; ",
                        points.Select(
                            p =>
                                $"{p.Partition} at {SweepNames.Count(p.Workers, "worker")} {Cells.Time(p.TotalSeconds)}, predicted "
                                + $"{Cells.Time(p.PredictedSeconds)}")) + ".",
                    new("partition, workers") { Categories = [.. points.Select(p => $"{p.Partition}, {p.Workers}")] },
                    new("time", "ms"),
                    [
                        new("measured", SeriesKind.Bars, [.. points.Select((p, i) => new ChartPoint(i, 1e3 * p.TotalSeconds))]),
                        new(
                            "predicted", SeriesKind.Bars,
                            [
                                .. points.Select((p, i) => new ChartPoint(i, 1e3 * p.PredictedSeconds)),
                            ]) { IsReference = true },
                    ]),
                new(
                    "rq2-measured-speedup",
                    "Speed-up over one worker",
                    string.Join(
                        "; ",
                        partitions.Select(
                            partition =>
                                $"{partition}: "
                                + $"{string.Join(", ", SpeedUps(points, partition).Select(s => $"{Cells.Number(s.Y)} at {s.X}"))} "
                                + "workers")) + ".",
                    new("workers") { Ticks = [.. points.Select(p => (double)p.Workers).Distinct().Order()] },
                    new("speed-up") { Lower = 0 },
                    [
                        .. partitions.Select(
                            (partition, i) => new Series(partition, SeriesKind.Line, SpeedUps(points, partition)) { Look = i }),
                    ]),
            ],
            [
                new(
                    "Measured and predicted times",
                    ["partition", "policy", "workers", "measured", "predicted", "predicted / measured", "reconstruction share, %"],
                    [
                        .. points.Select(p => (IReadOnlyList<string>)
                        [
                            p.Partition, p.Policy, Cells.Count(p.Workers), Cells.Time(p.TotalSeconds), Cells.Time(p.PredictedSeconds),
                            Cells.Number(p.Ratio), Cells.Percent(p.ReconstructionShare),
                        ]),
                    ]) { NameColumns = 2 },
            ],
            published);
    }

    // Over the first of the partition's points, which is at one worker.
    private static ChartPoint[] SpeedUps(IReadOnlyList<PredictionPoint> points, string partition)
    {
        PredictionPoint[] own = [.. points.Where(p => p.Partition == partition)];
        return [.. own.Select(p => new ChartPoint(p.Workers, own[0].TotalSeconds / p.TotalSeconds))];
    }
}
