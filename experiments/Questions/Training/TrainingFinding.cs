using System.Globalization;
using CutAwareQnn.Learning;

namespace CutAwareQnn.Experiments;

/// <summary>The findings of the questions that training runs answer.</summary>
internal static class TrainingFinding
{
    // An order of magnitude, give or take a quarter of one.
    private static readonly double FewestTimes = Math.Pow(10, 0.75);
    private static readonly double MostTimes = Math.Pow(10, 1.25);

    /// <summary>Returns the finding of rq1, rq4 or rq5.</summary>
    public static QuestionFinding Of(SweepReport report) => report.Question switch
    {
        "rq1" => Times(report),
        "rq4" => Accuracy(report),
        _ => Robustness(report),
    };

    private static QuestionFinding Times(SweepReport report)
    {
        SweepRow[] last = [.. report.Settings.Datasets.Select(d => report.Rows.Last(r => r.Dataset == d))];
        SweepRow? study = report.Settings.Partitions[0] == "none" ? last.FirstOrDefault(r => r is { Dataset: "mnist", Cuts: 3 }) : null;
        string rule = $"a ratio from {Cells.Number(FewestTimes)} to {Cells.Number(MostTimes)} on MNIST at three cuts would count "
            + "as an order of magnitude";
        return new(
            "RQ1, training time against cuts",
            string.Join(", ", last.Select(r =>
                $"{Cells.Of(r.RatioToFirst, Cells.Number, report.Settings.Seeds)} times the time of "
                + $"{SweepNames.First(report.Settings.Partitions)} at {SweepNames.Count(r.Cuts, "cut")} on "
                + $"{SweepNames.Dataset(r.Dataset)}")),
            Published(report),
            study is null ? null : study.RatioToFirst!.Median >= FewestTimes && study.RatioToFirst.Median <= MostTimes,
            study is null ? "for want of runs on MNIST without a cut and with three" : rule + PublishedMode(report, study));
    }

    private static string PublishedMode(SweepReport report, SweepRow row) =>
        row.PublishedModeSeconds / report.Rows.First(r => r.Dataset == row.Dataset).PublishedModeSeconds is { } ratio
            ? $", and in published mode, which runs every joint term as the study's software does, the ratio is {Cells.Number(ratio)}"
            : "";

    private static QuestionFinding Accuracy(SweepReport report) => new(
        "RQ4, accuracy against cuts",
        string.Join(", ", report.Settings.Datasets.Select(d =>
        {
            SweepRow[] rows = [.. report.Rows.Where(r => r.Dataset == d)];
            return $"{Cells.Percent(rows[0].Figure.Median)} % with {SweepNames.First(report.Settings.Partitions)} and from "
                + $"{Cells.Percent(rows.Min(r => r.Figure.Median))} to {Cells.Percent(rows.Max(r => r.Figure.Median))} % over all "
                + $"partitions on {SweepNames.Dataset(d)}";
        })),
        Published(report),
        report.Settings.Seeds == 1 || report.Settings.Partitions.Count == 1
            ? null
            : report.Settings.Datasets.All(
                d => report.Rows.Where(r => r.Dataset == d).All(r => Overlap(r.Figure, report.Rows.First(f => f.Dataset == d).Figure))),
        Rule(report, "accuracies whose intervals overlap that of the first partition count as equal"));

    private static QuestionFinding Robustness(SweepReport report)
    {
        bool Holds(SweepRow row) => row.Dataset == "iris"
            ? Overlap(row.Figure, row.Clean!)
            : row.Figure.Upper >= report.Rows.First(r => r.Dataset == row.Dataset).Figure.Lower;
        SweepRow[] others = [.. report.Settings.Seeds == 1 ? [] : report.Rows.Where(r => !Holds(r))];
        return new(
            "RQ5, robustness against cuts",
            string.Join(", ", report.Settings.Datasets.Select(d =>
            {
                SweepRow[] rows = [.. report.Rows.Where(r => r.Dataset == d)];
                return $"a robustness from {Cells.Percent(rows.Min(r => r.Figure.Median))} to "
                    + $"{Cells.Percent(rows.Max(r => r.Figure.Median))} % at undisturbed accuracies from "
                    + $"{Cells.Percent(rows.Min(r => r.Clean!.Median))} to {Cells.Percent(rows.Max(r => r.Clean!.Median))} % on "
                    + $"{SweepNames.Dataset(d)}";
            })),
            Published(report),
            report.Settings.Seeds == 1 ? null : others.Length == 0,
            Rule(
                report,
                "equal means overlapping intervals, on Iris with the undisturbed accuracy and elsewhere with the first partition's "
                + "robustness")
                + (
                    others.Length == 0
                        ? ""
                        : $", which fails for {string.Join(", ", others.Select(r => $"{SweepNames.Dataset(r.Dataset)} {r.Partition}"))}"));
    }

    private static string Rule(SweepReport report, string rule) => report.Settings.Seeds == 1 ? "one seed gives no interval" : rule;

    private static bool Overlap(BootstrapInterval a, BootstrapInterval b) => a.Lower <= b.Upper && b.Lower <= a.Upper;

    private static string Published(SweepReport report) =>
        string.Join(", ", report.Published.Where(p => !p.StartsWith("summary", ignoreCase: false, CultureInfo.InvariantCulture)));
}
