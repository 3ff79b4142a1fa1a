using System.Globalization;
using CutAwareQnn.Circuits;
using CutAwareQnn.Cutting;
using CutAwareQnn.Learning;
using CutAwareQnn.Runtime;

namespace CutAwareQnn.Experiments;

/// <summary>What a sweep found: one row per data set and partition, next to what the study published.</summary>
/// <param name="Question">rq1, rq4 or rq5.</param>
/// <param name="Measure">What the rows measure, with its unit.</param>
/// <param name="Settings">What its runs share.</param>
/// <param name="Rows">The rows.</param>
/// <param name="Published">What the study published, one line each.</param>
internal sealed record SweepReport(
    string Question, string Measure, SweepSettings Settings, IReadOnlyList<SweepRow> Rows, IReadOnlyList<string> Published)
    : ISweepDocument
{
    public static SweepReport Of(string question, SweepSettings settings, IReadOnlyDictionary<SweepCase, RunSummary> runs) => new(
        question,
        question switch
        {
            "rq1" => "training time in seconds",
            "rq4" => "test accuracy",
            _ => "robustness: mean accuracy over the magnitudes above 0, over Gaussian noise and FGSM",
        },
        settings,
        [
            .. from dataset in settings.Datasets
               from partition in settings.Partitions
               select Row(question, settings, runs, dataset, partition),
        ],
        PublishedFigures.Of(question));

    private static SweepRow Row(
        string question, SweepSettings settings, IReadOnlyDictionary<SweepCase, RunSummary> runs, string dataset, string partition)
    {
        Func<RunSummary, double> figure = question switch
        {
            "rq1" => r => r.TotalSeconds,
            "rq4" => r => r.TestAccuracy!.Value,
            _ => r => r.Robustness!.Summary,
        };
        double[] each = Figures(SweepBudget.Each, partition, figure);
        double[] uncut = Figures(SweepBudget.Each, settings.Partitions[0], figure);
        SweepRow row = new(dataset, partition, CutCount(partition), BootstrapInterval.Of(each));
        double[] published = Figures(SweepBudget.Published, partition, figure);
        return question switch
        {
            // Seed by seed, so that what a split takes is no part of the ratio.
            "rq1" => row with
            {
                RatioToFirst = BootstrapInterval.Of([.. each.Zip(uncut, (cut, whole) => cut / whole)]),
                PublishedModeSeconds = published.Length == 0 ? null : published[0] * settings.Epochs / settings.PublishedEpochs,
            },
            "rq4" => row with
            {
                AtEqualTotalShots = partition == "none" ? row.Figure : BootstrapInterval.Of(Figures(SweepBudget.Total, partition, figure)),
            },
            _ => row with { Clean = BootstrapInterval.Of(Figures(SweepBudget.Each, partition, r => r.TestAccuracy!.Value)) },
        };

        double[] Figures(SweepBudget budget, string of, Func<RunSummary, double> select) =>
            [.. runs.Where(r => r.Key.Dataset == dataset && r.Key.Partition == of && r.Key.Budget == budget)
                .OrderBy(r => r.Key.Seed).Select(r => select(r.Value))];
    }

    // A gate is cut between different letters, however often a letter comes back.
    private static int CutCount(string partition) => CutPlanner.Plan(
        IrisClassifier.Circuit, IrisClassifier.Observable, PartitionLabels.Parse(partition, IrisClassifier.Circuit.QubitCount)).Cuts.Count;

    /// <summary>Returns the report as a table.</summary>
    public string ToText()
    {
        CultureInfo culture = CultureInfo.InvariantCulture;
        string last = Question switch
        {
            "rq1" =>
                $"{"times the first",-24}"
                + (Settings.PublishedEpochs > 0
                    ? string.Create(culture, $"published mode, from {Settings.PublishedEpochs} of {Counted.Of(Settings.Epochs, "epoch")}")
                    : ""),
            "rq4" => string.Create(culture, $"{$"{Counted.Of(Settings.Shots, "shot", "N0")} per query",-24}"),
            _ => $"{"undisturbed",-24}",
        };
        return string.Join(Environment.NewLine,
        [
            string.Create(culture, $"{Question}  {Measure}"),
            string.Create(
                culture,
                $"{SweepNames.Medians(Settings.Seeds)}; {Counted.Of(Settings.Epochs, "epoch")}, {Counted.Of(Settings.Shots, "shot", "N0")} "
                + $"per circuit"),
            "",
            ($"{"data",-8}{"cuts",-6}{"partition",-11}{"median",-24}" + last).TrimEnd(),
            .. Rows.Select(r => r.ToText()),
            "",
            "published:",
            .. Published.Select(line => "  " + line),
        ]);
    }
}
