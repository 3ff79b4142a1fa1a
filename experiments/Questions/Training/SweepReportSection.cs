using CutAwareQnn.Circuits;
using CutAwareQnn.Figures;
using CutAwareQnn.Learning;

namespace CutAwareQnn.Experiments;

/// <summary>The section of a question that training runs answer.</summary>
internal static class SweepReportSection
{
    /// <summary>Creates the section of rq1, rq4 or rq5.</summary>
    public static ReportSection ToSection(this SweepReport report) => report.Question switch
    {
        "rq1" => Times(report),
        "rq4" => Accuracies(report),
        _ => Robustness(report),
    };

    private static ReportSection Times(SweepReport report)
    {
        bool hasPublished = report.Rows.Any(r => r.PublishedModeSeconds is not null);
        List<Series> times = [.. Lines(report, "", r => r.Figure)];
        times.AddRange(Lines(report, ", published mode, extrapolated", r => r.PublishedModeSeconds is { } s ? new(s, s, s) : null)
            .Select(series => series with { IsReference = true }));
        return new(
            "rq1",
            "RQ1: training time against cuts",
            $"{Of(report)}. "
                + Ends(
                    report,
                    r => r.RatioToFirst,
                    (cuts, ratio) => $"{Counted.Of(cuts, "cut", "takes", "take")} {ratio} times as long as {First(report)}")
                + " "
                + (
                    hasPublished
                        ? "Published mode runs every joint term of every label as the field's tool does: "
                            + $"{SweepNames.Count(report.Settings.PublishedEpochs, "epoch")} of one seed, extrapolated."
                        : ""),
            [
                new(
                    "rq1-time",
                    $"Training time, {SweepNames.Count(report.Settings.Epochs, "epoch")}",
                    Sentence(report, "Training time", r => r.Figure, Cells.Time),
                    Partitions(report),
                    new("training time", "s", AxisScale.Logarithmic),
                    times),
                new(
                    "rq1-ratio",
                    $"Training time over that of {First(report)}, seed by seed",
                    Sentence(report, "The ratio", r => r.RatioToFirst, Cells.Number),
                    Partitions(report),
                    new("ratio") { Lower = 0 },
                    [.. Lines(report, "", r => r.RatioToFirst)]),
            ],
            [
                Table(
                    report,
                    "Training time",
                    [
                        ("time", r => Cell(report, r.Figure, Cells.Time)),
                        ($"over {First(report)}", r => Cell(report, r.RatioToFirst, Cells.Number)),
                        .. hasPublished ? [("published mode, extrapolated", Published)] : Array.Empty<(string, Func<SweepRow, string>)>(),
                    ]),
            ],
            report.Published);

        static string Published(SweepRow row) => row.PublishedModeSeconds is { } seconds ? Cells.Time(seconds) : "–";
    }

    private static ReportSection Accuracies(SweepReport report) => new(
        "rq4",
        "RQ4: accuracy against cuts",
        $"{Of(report)}. Cut circuits are more circuits: with the same shots for each they cost more shots per query. Next to that "
        + $"is the accuracy with {SweepNames.Count(report.Settings.Shots, "shot")} for a whole query, whatever its cuts.",
        [
            Shares(
                report,
                "rq4-accuracy",
                "Test accuracy",
                ("equal shots per circuit", r => r.Figure),
                ("equal shots per query", r => r.AtEqualTotalShots)),
        ],
        [
            Table(
                report,
                "Test accuracy in per cent",
                ("equal shots per circuit", r => Cell(report, r.Figure, Cells.Percent)),
                ("equal shots per query", r => Cell(report, r.AtEqualTotalShots, Cells.Percent))),
        ],
        report.Published);

    private static ReportSection Robustness(SweepReport report) => new(
        "rq5",
        "RQ5: robustness against cuts",
        $"{Of(report)}. Robustness is the mean accuracy over the magnitudes above 0, averaged over Gaussian noise and FGSM.",
        [
            Shares(
                report,
                "rq5-robustness",
                "Robustness and undisturbed accuracy",
                ("robustness", r => r.Figure),
                ("undisturbed", r => r.Clean)),
        ],
        [
            Table(
                report,
                "Robustness and accuracy in per cent",
                ("robustness", r => Cell(report, r.Figure, Cells.Percent)),
                ("undisturbed", r => Cell(report, r.Clean, Cells.Percent))),
        ],
        report.Published);

    private static string Of(SweepReport report) =>
        $"{SweepNames.Capital(SweepNames.Medians(report.Settings.Seeds))}; {SweepNames.Count(report.Settings.Epochs, "epoch")}, "
        + $"{SweepNames.Count(report.Settings.Shots, "shot")} per circuit, the same splits for every partition";

    private static Axis Partitions(SweepReport report) => new(SweepNames.CutsLabel)
    {
        Categories = [.. report.Settings.Partitions.Select(p => SweepNames.Cuts(report.Rows.First(r => r.Partition == p).Cuts, p))],
    };

    private static Chart Shares(
        SweepReport report, string name, string title, params (string Name, Func<SweepRow, BootstrapInterval?> Figure)[] figures) => new(
        name,
        title,
        string.Join(" ", figures.Select(f => Sentence(report, $"{SweepNames.Capital(f.Name)} in per cent", f.Figure, Cells.Percent))),
        Partitions(report),
        new("test accuracy", "%") { Upper = 100 },
        [
            .. figures.SelectMany((f, i) => Lines(report, $", {f.Name}", f.Figure, 100)
                .Select(
                    (series, dataset) => series with
                    {
                        Look = (dataset * figures.Length) + i,
                        Kind = SeriesKind.Points,
                    })).OrderBy(s => s.Look),
        ]);

    // One line per data set.
    private static IEnumerable<Series> Lines(
        SweepReport report, string suffix, Func<SweepRow, BootstrapInterval?> figure, double factor = 1) =>
        report.Settings.Datasets
            .Select((dataset, look) => new Series(
                SweepNames.Dataset(dataset) + suffix,
                SeriesKind.Line,
                [
                    .. from row in report.Rows
                       where row.Dataset == dataset
                       let interval = figure(row)
                       where interval is not null
                       select Curve.Point(
                           report.Settings.Partitions.Index().First(p => p.Item == row.Partition).Index,
                           interval,
                           factor,
                           report.Settings.Seeds),
                ])
            { Look = look })
            .Where(s => s.Points.Count > 0);

    private static string Sentence(SweepReport report, string what, Func<SweepRow, BootstrapInterval?> figure, Func<double, string> text) =>
        $"{what} at {string.Join(", ", report.Settings.Partitions.Select(p => report.Rows.First(r => r.Partition == p).Cuts))} cuts: "
            + string.Join("; ", report.Settings.Datasets.Select(dataset => $"{SweepNames.Dataset(dataset)} "
                + string.Join(
                    ", ",
                    report.Rows.Where(r => r.Dataset == dataset && figure(r) is not null).Select(r => text(figure(r)!.Median))))) + ".";

    private static string First(SweepReport report) => SweepNames.First(report.Settings.Partitions);

    private static string Ends(SweepReport report, Func<SweepRow, BootstrapInterval?> figure, Func<int, string, string> sentence) =>
        string.Join(" ",
        from dataset in report.Settings.Datasets
        let row = report.Rows.LastOrDefault(r => r.Dataset == dataset)
        where row is not null
        select $"On {SweepNames.Dataset(dataset)} {sentence(row.Cuts, Cell(report, figure(row), Cells.Number))}.");

    private static string Cell(SweepReport report, BootstrapInterval? interval, Func<double, string> text) =>
        Cells.Of(interval, text, report.Settings.Seeds);

    private static ReportTable Table(
        SweepReport report, string caption, params (string Heading, Func<SweepRow, string> Cell)[] columns) => new(
        caption,
        ["data", "partition", "cuts", .. columns.Select(c => c.Heading)],
        [
            .. report.Rows.Select(row => (IReadOnlyList<string>)
                [SweepNames.Dataset(row.Dataset), row.Partition, Cells.Count(row.Cuts), .. columns.Select(c => c.Cell(row))]),
        ])
        { NameColumns = 2 };
}
