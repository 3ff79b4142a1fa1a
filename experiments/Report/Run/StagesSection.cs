using CutAwareQnn.Circuits;
using CutAwareQnn.Figures;
using CutAwareQnn.Runtime;

namespace CutAwareQnn.Experiments;

/// <summary>Where the time of a run's queries went.</summary>
internal static class StagesSection
{
    private static readonly (string Name, Func<BatchRecord, double> Seconds)[] Stages =
    [
        ("partition", b => b.PartitionSeconds),
        ("generate", b => b.GenerateSeconds),
        ("execute", b => b.ExecuteSeconds),
        ("reconstruct", b => b.ReconstructSeconds),
    ];

    /// <summary>Creates the section; null for a log without batches.</summary>
    public static ReportSection? Of(IReadOnlyList<LogRecord> log)
    {
        BatchRecord[] batches = [.. log.OfType<BatchRecord>()];
        if (batches.Length == 0)
        {
            return null;
        }

        var summary = StageSummary.Of([.. batches.Select(b => b.Times)]);
        return new(
            "stages",
            "Where the time goes",
            $"{Counted.Of(batches.Sum(b => b.QueryCount), "query", "N0")} in "
                + $"{Counted.Of(batches.Select(b => b.Batch).Distinct().Count(), "batch", "N0")}, "
                + $"{Counted.Of(batches.Sum(b => b.CircuitsRun), "circuit", "N0")} run, "
                + $"{Counted.Of(batches.Sum(b => b.TotalShots), "shot", "N0")}. Reconstruction takes "
                + $"{Cells.Percent(summary.ReconstructionShare)} % of execution and reconstruction together, the share that the "
                + "study gives.",
            [Shares(summary), .. OverSteps(batches)],
            [Stage(batches, summary), Purposes(batches), Plan(batches)],
            []);
    }

    private static Chart Shares(StageSummary summary)
    {
        StageStatistics[] stages = [summary.Partition, summary.Generate, summary.Execute, summary.Reconstruct];
        return new(
            "stages-share",
            "Share of each stage in the time of all four",
            string.Join(", ", Stages.Zip(stages, (s, t) => $"{s.Name} {Cells.Percent(t.Share)} %")) + ".",
            new("stage") { Categories = [.. Stages.Select(s => s.Name)] },
            new("share", "%"),
            [new("share", SeriesKind.Bars, [.. stages.Select((s, i) => new ChartPoint(i, 100 * s.Share))])]);
    }

    // What took no time at all has no place on a logarithmic axis.
    private static IEnumerable<Chart> OverSteps(BatchRecord[] batches)
    {
        Series[] series =
        [
            .. Stages.Select((stage, i) => new Series(stage.Name, SeriesKind.Line, Curve.Thin(
            [
                .. batches.Where(b => b.Step is not null).GroupBy(b => b.Step!.Value).OrderBy(s => s.Key)
                    .Select(step => new ChartPoint(step.Key, 1e3 * step.Sum(stage.Seconds)))
                    .Where(p => p.Y > 0),
            ])) { Look = i }).Where(s => s.Points.Count > 1),
        ];
        if (series.Length > 0)
        {
            yield return new(
                "stages-steps",
                "Time of each stage, step by step",
                "The queries of a step, its shifted ones and the evaluation after it together. Medians of a step: "
                    + string.Join(
                        ", ",
                        series.Select(
                            s => $"{s.Name} {Cells.Time(1e-3 * s.Points.Select(p => p.Y).Order().ElementAt(s.Points.Count / 2))}")) + ".",
                new("step"),
                new("time a step", "ms", AxisScale.Logarithmic),
                series);
        }
    }

    private static ReportTable Stage(BatchRecord[] batches, StageSummary summary) => new(
        "Stages",
        ["stage", "median a batch", "in all", "share, %"],
        [
            .. Stages.Zip(
                [summary.Partition, summary.Generate, summary.Execute, summary.Reconstruct],
                (stage, statistics) => (IReadOnlyList<string>)
                [
                    stage.Name,
                    Cells.Time(statistics.MedianSeconds),
                    Cells.Time(batches.Sum(stage.Seconds)),
                    Cells.Percent(statistics.Share),
                ]),
        ]);

    private static ReportTable Purposes(BatchRecord[] batches) => new(
        "Purposes",
        ["purpose", "batches", "queries", "circuits run", "shots", .. Stages.Select(s => s.Name)],
        [
            .. batches.GroupBy(b => b.Purpose).OrderBy(p => p.Key).Select(purpose => (IReadOnlyList<string>)
            [
                purpose.Key.ToString().ToLowerInvariant(),
                Cells.Count(purpose.Count()),
                Cells.Count(purpose.Sum(b => b.QueryCount)),
                Cells.Count(purpose.Sum(b => b.CircuitsRun)),
                Cells.Count(purpose.Sum(b => b.TotalShots)),
                .. Stages.Select(stage => Cells.Time(purpose.Sum(stage.Seconds))),
            ]),
        ]);

    private static ReportTable Plan(BatchRecord[] batches) => new(
        "Plan and execution",
        ["", ""],
        [
            ["fragments", Cells.Count(batches[0].Fragments)],
            ["cuts", Cells.Count(batches[0].Cuts)],
            ["sampling overhead γ²", Logarithmic(batches[0].SamplingOverhead, batches[0].Log10SamplingOverhead)],
            ["joint terms", Logarithmic(batches[0].TermsJoint, batches[0].Log10TermsJoint)],
            ["circuits per query that are distinct", Logarithmic(batches[0].CircuitsUnique, batches[0].Log10CircuitsUnique)],
            ["circuits per query that the published mode emits", Logarithmic(batches[0].CircuitsEmitted, batches[0].Log10CircuitsEmitted)],
            ["mode", batches[0].Mode],
            ["workers", Cells.Count(batches[0].Workers)],
            ["policy", batches[0].Policy],
            ["backend", batches[0].Backend],
            ["same seed, same bits", batches.All(b => b.Reproducible) ? "yes" : "no"],
        ])
    { NameColumns = 2 };

    private static string Logarithmic(double? value, double log10) =>
        value is { } number ? Cells.Number(number) : $"10^{Cells.Number(log10)}";
}
