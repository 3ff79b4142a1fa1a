using System.Globalization;
using CutAwareQnn.Figures;

namespace CutAwareQnn.Experiments;

/// <summary>The section of rq3.</summary>
internal static class StragglerSection
{
    private const string Slowdown = "slowdown";

    public static ReportSection ToSection(this StragglerDocument document)
    {
        StragglerRow[] first = [.. document.Rows.Where(r => r.Policy == document.Settings.Policies[0])];
        StragglerRow[] hardest = [.. document.Rows.Where(r => r.Stragglers == StragglerKind.Hardest)];
        SensitivityRow[] shares = [.. document.Sensitivity.Where(r => r.Stragglers == StragglerKind.Hardest)];
        int most = first.Max(r => r.Cuts);
        int seeds = document.Settings.Seeds;
        return new(
            "rq3",
            "RQ3: stragglers against policies",
            Intro(document),
            [
                Bars(
                    seeds,
                    "rq3-stragglers",
                    $"Slowdown by stragglers, {document.Settings.Policies[0]}",
                    "stragglers",
                    first.Where(r => r.Mitigation == Mitigation.None.Name),
                    r => Kind(r.Stragglers),
                    r => Cuts(r.Cuts)),
                Bars(
                    seeds,
                    "rq3-mitigations",
                    $"Slowdown with mitigations, {document.Settings.Policies[0]}, {Cuts(most)}",
                    "stragglers",
                    first.Where(r => r.Cuts == most),
                    r => Kind(r.Stragglers),
                    r => r.Mitigation),
                Bars(
                    seeds,
                    "rq3-policies",
                    $"Slowdown by policy, {Kind(StragglerKind.Hardest)}",
                    "policy",
                    hardest.Where(r => r.Mitigation == Mitigation.None.Name),
                    r => r.Policy.Split(':')[0].Replace('-', ' '),
                    r => Cuts(r.Cuts)),
                Sensitivity(seeds, shares),
                .. document.Measured.Count > 0 ? [Measured(seeds, document.Measured)] : Array.Empty<Chart>(),
            ],
            [
                Table(seeds, $"Slowdown, {document.Settings.Policies[0]}", "stragglers", first, r => Kind(r.Stragglers)),
                Table(seeds, $"Slowdown, {Kind(StragglerKind.Hardest)}", "policy", hardest, r => r.Policy),
                new(
                    $"Slowdown by the share of reconstruction, {Kind(StragglerKind.Hardest)}",
                    ["partition", "share, %", "time without stragglers", Slowdown],
                    [
                        .. shares.Select(r => (IReadOnlyList<string>)
                            [
                                r.Partition,
                                Cells.Percent(r.ReconstructionShare),
                                Cells.Time(r.UndisturbedSeconds),
                                Cells.Of(r.Slowdown, Cells.Number, seeds),
                            ]),
                    ]),
                .. document.Measured.Count > 0 ? [MeasuredTable(seeds, document.Measured)] : Array.Empty<ReportTable>(),
            ],
            document.Published);
    }

    private static string Intro(StragglerDocument document)
    {
        StragglerSettings settings = document.Settings;
        SensitivityFinding finding = document.Finding;
        return $"A batch of {SweepNames.Count(settings.Queries, "query")} on "
            + $"{SweepNames.Count(settings.Workers, "worker")} in virtual time, "
            + $"{Cells.Time(settings.QueueSeconds)} in a device's queue, service times {document.ServiceTimesSource}. "
            + "Each batch of subexperiments is held up with probability p for a time d. The slowdown is over the same policy's run "
            + "without stragglers and mitigation: "
            + $"{SweepNames.Medians(settings.Seeds)}. The deadline is at {Cells.Number(Mitigation.DeadlineFactor)} of the "
            + "undisturbed time, and is paid for with a larger standard error. "
            + "Where folding is made slower at equal execution, the next larger share of reconstruction has the smaller slowdown "
            + $"in {Cells.Count(finding.Less)} of {Cells.Count(finding.Compared)} comparisons and the larger one in "
            + $"{Cells.Count(finding.More)}: "
            + "delays hide behind the folding that has to be waited for anyway.";
    }

    private static Chart Bars(
        int seeds,
        string name,
        string title,
        string axis,
        IEnumerable<StragglerRow> rows,
        Func<StragglerRow, string> category,
        Func<StragglerRow, string> series)
    {
        StragglerRow[] shown = [.. rows];
        string[] categories = [.. shown.Select(category).Distinct()];
        return new(
            name,
            title,
            $"{(series(shown[0]) == shown[0].Mitigation ? "" : "Without mitigation. ")}Median slowdowns from "
            + $"{Cells.Number(shown.Min(r => r.Slowdown.Median))} to {Cells.Number(shown.Max(r => r.Slowdown.Median))}.",
            new(axis) { Categories = categories },
            new(Slowdown) { Lower = 0 },
            [
                .. shown.GroupBy(series).Select(g => new Series(
                    g.Key,
                    SeriesKind.Bars,
                    [.. g.Select(r => Curve.Point(Array.IndexOf(categories, category(r)), r.Slowdown, count: seeds))])),
            ]);
    }

    private static Chart Sensitivity(int seeds, SensitivityRow[] rows) => new(
        "rq3-share",
        "Slowdown by the share of reconstruction",
        Kind(StragglerKind.Hardest) + ", eager, without mitigation; " + string.Join("; ", rows.GroupBy(r => r.Cuts).Select(g =>
            $"{Cuts(g.Key)}: " + string.Join(
                ", ", g.Select(r => $"{Cells.Number(r.Slowdown.Median)} at {Cells.Percent(r.ReconstructionShare)} %")))) + ".",
        new("share of reconstruction on one worker", "%") { Lower = 0 },
        new(Slowdown) { Lower = 0 },
        [
            .. rows.GroupBy(r => r.Partition).Select(g => new Series(
                Cuts(g.First().Cuts),
                SeriesKind.Line,
                [.. g.Select(r => Curve.Point(100 * r.ReconstructionShare, r.Slowdown, count: seeds))])),
        ]);

    private static Chart Measured(int seeds, IReadOnlyList<MeasuredStragglers> rows) => new(
        "rq3-measured",
        $"Slowdown on this machine, {Kind(rows[0].Stragglers)}",
        $"{SweepNames.Count(rows[0].Workers, "worker")}; "
            + string.Join(
                "; ",
                rows.Select(
                    r =>
                        $"{r.Partition}, {r.Mitigation}: {Cells.Number(r.Slowdown.Median)}, predicted "
                        + $"{Cells.Number(r.PredictedSlowdown.Median)}")) + ".",
        new("partition") { Categories = [.. rows.Select(r => r.Partition).Distinct()] },
        new(Slowdown) { Lower = 0 },
        [
            .. rows.GroupBy(r => r.Mitigation).SelectMany((own, look) => (Series[])
            [
                new(own.Key, SeriesKind.Bars, [.. own.Select((r, i) => Curve.Point(i, r.Slowdown, count: seeds))]) { Look = look },
                new(
                    $"{own.Key}, predicted", SeriesKind.Bars,
                    [
                        .. own.Select((r, i) => Curve.Point(i, r.PredictedSlowdown, count: seeds)),
                    ]) { Look = look, IsReference = true },
            ]),
        ]);

    private static ReportTable Table(
        int seeds, string caption, string heading, IEnumerable<StragglerRow> rows, Func<StragglerRow, string> name) => new(
        caption,
        ["partition", heading, .. Mitigation.All.Select(m => m.Name), "standard error at the deadline, times"],
        [
            .. rows.GroupBy(r => (r.Partition, Name: name(r))).Select(line => (IReadOnlyList<string>)
            [
                line.Key.Partition,
                line.Key.Name,
                .. Mitigation.All.Select(m => Cells.Of(line.First(r => r.Mitigation == m.Name).Slowdown, Cells.Number, seeds)),
                Cells.Number(line.First(r => r.Mitigation == Mitigation.Deadline.Name).StandardErrorRatio),
            ]),
        ])
        {
            NameColumns = 2,
        };

    private static ReportTable MeasuredTable(int seeds, IReadOnlyList<MeasuredStragglers> rows) => new(
        $"On this machine, {SweepNames.Count(rows.Sum(r => r.Queries), "query")}",
        ["partition", "mitigation", "time", "predicted", Slowdown, "predicted"],
        [
            .. rows.Select(r => (IReadOnlyList<string>)
            [
                r.Partition, r.Mitigation, Cells.Of(r.TotalSeconds, Cells.Time, seeds), Cells.Of(r.PredictedSeconds, Cells.Time, seeds),
                Cells.Of(r.Slowdown, Cells.Number, seeds), Cells.Of(r.PredictedSlowdown, Cells.Number, seeds),
            ]),
        ])
    {
        NameColumns = 2,
    };

    private static string Cuts(int cuts) => SweepNames.Count(cuts, "cut");

    private static string Kind(StragglerKind kind) => string.Create(
        CultureInfo.InvariantCulture, $"p {kind.Probability}, d {1000 * kind.DelaySeconds} ms{(kind.Tail is null ? "" : ", tail")}");
}
