using CutAwareQnn.Figures;
using CutAwareQnn.Learning;

namespace CutAwareQnn.Experiments;

/// <summary>The sections of rq2.</summary>
internal static class SpeedUpSection
{
    public static IEnumerable<ReportSection> ToSections(this SpeedUpDocument document) => document.Measured.Count > 0
        ? [PredictionSection.Of(document.Measured, document.ServiceTimesSource, document.Published), Virtual(document)]
        : [Virtual(document)];

    private static ReportSection Virtual(SpeedUpDocument document)
    {
        IGrouping<string, SpeedUpPoint>[] partitions = [.. document.Points.GroupBy(p => p.Partition)];
        return new(
            "rq2",
            "RQ2: speed-up with workers",
            $"A batch of queries in virtual time, with service times {document.ServiceTimesSource}, policy {document.Policy}. "
                + "Amdahl's bound is 1/(s + (1 - s)/n) for n workers and the share s of generation and reconstruction; "
                + "reconstruction overlaps execution here, so that a measurement may lie above it and below the bound of an "
                + "overlapped run. "
                + $"The share is {document.Share}. The study's tool: {document.FieldTool}.",
            [Speedups(document, partitions), Shares(document)],
            [
                new(
                    "Reconstruction's share, and the query that it is a share of",
                    [
                        "cuts",
                        document.Measured.Count > 0 ? "measured, %" : "virtual time, %",
                        "of a query of",
                        "the study's tool, %",
                        "of a query of",
                        "published median, %",
                        "published 95th percentile, %",
                    ],
                    [
                        .. document.Shares.Select(s => (IReadOnlyList<string>)
                        [
                            Cells.Count(s.Cuts), Cells.Percent(s.Here), Cells.Time(s.QuerySeconds), Cells.Percent(s.Study.FieldTool),
                            Cells.Time(s.Study.FieldToolQuerySeconds),
                            Cells.Percent(s.Study.Published),
                            Cells.Percent(s.Study.PublishedP95),
                        ]),
                    ]),
                new(
                    "Speed-up of a batch of queries",
                    ["partition", "cuts", "workers", "time", "speed-up", "Amdahl's bound", "bound, overlapped", "stragglers", "copies"],
                    [
                        .. document.Points.Select(p => (IReadOnlyList<string>)
                        [
                            p.Partition, Cells.Count(p.Cuts), Cells.Count(p.Workers), Cells.Time(p.TotalSeconds), Cells.Number(p.SpeedUp),
                            Cells.Number(p.AmdahlBound),
                            Cells.Number(p.OverlapBound),
                            Cells.Count(p.StragglersInjected),
                            Cells.Count(p.Copies),
                        ]),
                    ]),
            ],
            [.. document.Published, .. ReconstructionShares.Published]);
    }

    private static Chart Speedups(SpeedUpDocument document, IGrouping<string, SpeedUpPoint>[] partitions)
    {
        int most = document.Points.Max(p => p.Workers);
        double[] ticks = [.. Enumerable.Range(0, 31).Select(i => Math.Pow(most > 64 ? 4 : 2, i)).TakeWhile(t => t <= most)];
        return new(
            "rq2-speedup",
            "Speed-up with workers",
            $"Speed-up over one worker at {Cells.Count(most)}: "
            + string.Join(
                ", ",
                partitions.Select(p => $"{p.Key} {Cells.Number(p.Last().SpeedUp)}, Amdahl's bound {Cells.Number(p.Last().AmdahlBound)}"))
            + ".",
            new("workers", null, AxisScale.Logarithmic) { Ticks = ticks },
            new("speed-up", null, AxisScale.Logarithmic) { Ticks = ticks },
            [
                .. partitions.SelectMany((partition, i) => (Series[])
                [
                    new(
                        SweepNames.Partition(partition.First().Cuts, partition.Key), SeriesKind.Line,
                        [
                            .. partition.Select(p => new ChartPoint(p.Workers, p.SpeedUp)),
                        ]) { Look = i },
                    new(
                        "its Amdahl bound", SeriesKind.Line,
                        [
                            .. partition.Select(p => new ChartPoint(p.Workers, p.AmdahlBound)),
                        ]) { Look = i, IsReference = true },
                ]),
            ]);
    }

    private static Chart Shares(SpeedUpDocument document) => ReconstructionShares.Chart(
        "rq2-share",
        "Reconstruction's share of execute and reconstruct",
        [
            (
                document.Measured.Count > 0 ? "one worker, measured" : "one worker, virtual time",
                [.. document.Shares.Select(s => (s.Cuts, Single(s.Here)))]),
            ("the study's tool on two cores", [.. document.Shares.Select(s => (s.Cuts, Single(s.Study.FieldTool)))]),
        ]);

    private static BootstrapInterval Single(double value) => new(value, value, value);
}
