using CutAwareQnn.Learning;
using CutAwareQnn.Runtime;

namespace CutAwareQnn.Experiments;

/// <summary>Where the time of a sweep's training runs went, next to what the study published.</summary>
internal static class TrainingStagesSection
{
    private static readonly string[] Modes = ["lean", "published"];

    /// <summary>Creates the section; null without finished runs that are cut.</summary>
    public static ReportSection? Of(RecordedSweep sweep)
    {
        (string Mode, SweepRunGroup Group)[] groups =
        [
            .. Modes.SelectMany(mode => SweepRunGroup.Of(sweep, mode).Select(g => (mode, g))).Where(g => g.g.Cuts > 0),
        ];
        return groups.Length == 0 ? null : new(
            "stages",
            "Stage shares in the training runs",
            "Shares are of the time of all queries of a run: those of the published mode are of a far longer time, so that what a "
                + "query takes is given next to them. "
                + "The reconstruction share is reconstruct / (execute + reconstruct), as the study gives it.",
            [
                .. groups.GroupBy(g => g.Group.Dataset).Select(dataset => ReconstructionShares.Chart(
                    $"stages-{dataset.Key}",
                    $"{SweepNames.Dataset(dataset.Key)}: reconstruction's share of execute and reconstruct",
                    [
                        .. dataset.GroupBy(g => g.Mode).Select(mode => (
                            mode.Key == "lean" ? "measured, lean" : "measured, published mode",
                            (IReadOnlyList<(int, BootstrapInterval)>)[
                                .. mode.Select(g => (g.Group.Cuts, Interval(g.Group, r => r.Stages.ReconstructionShare))),
                            ])),
                    ])),
            ],
            [
                new(
                    "Stage shares in per cent: medians over seeds",
                    [
                        "data",
                        "mode",
                        "cuts",
                        "time per query",
                        "partition",
                        "generate",
                        "execute",
                        "reconstruct",
                        "reconstruct / (execute + reconstruct)",
                    ],
                    [
                        .. groups.Select(g => (IReadOnlyList<string>)
                        [
                            SweepNames.Dataset(g.Group.Dataset),
                            g.Mode,
                            Cells.Count(g.Group.Cuts),
                            Cells.Time(Interval(g.Group, r => r.TotalSeconds / r.Queries).Median),
                            Share(g.Group, r => r.Stages.Partition.Share),
                            Share(g.Group, r => r.Stages.Generate.Share),
                            Share(g.Group, r => r.Stages.Execute.Share),
                            Share(g.Group, r => r.Stages.Reconstruct.Share),
                            Cells.Of(Interval(g.Group, r => r.Stages.ReconstructionShare), Cells.Percent, g.Group.Runs.Count),
                        ]),
                    ]) { NameColumns = 2 },
            ],
            ReconstructionShares.Published);
    }

    private static string Share(SweepRunGroup group, Func<RunSummary, double> share) => Cells.Percent(Interval(group, share).Median);

    private static BootstrapInterval Interval(SweepRunGroup group, Func<RunSummary, double> value) =>
        BootstrapInterval.Of([.. group.Runs.Select(r => value(r.Summary!))]);
}
