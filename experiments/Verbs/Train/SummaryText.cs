using System.Globalization;
using System.Text.Json;
using CutAwareQnn.Learning;
using CutAwareQnn.Runtime;

namespace CutAwareQnn.Experiments;

/// <summary>A run's summary for people, and for programs.</summary>
internal static class SummaryText
{
    public static string ToJson(RunSummary summary) => JsonSerializer.Serialize(summary, ReportJson.Default.RunSummary);

    public static string ToText(RunSummary summary, string folder)
    {
        CultureInfo culture = CultureInfo.InvariantCulture;
        (string Name, StageStatistics Stage)[] stages =
        [
            ("partition", summary.Stages.Partition),
            ("generate", summary.Stages.Generate),
            ("execute", summary.Stages.Execute),
            ("reconstruct", summary.Stages.Reconstruct),
        ];
        return string.Join(Environment.NewLine,
        [
            "",
            summary.TestAccuracy is { } accuracy
                ? string.Create(culture, $"test accuracy   {100 * accuracy:F1} %")
                : $"test R²         {Number(summary.TestRSquared)}",
            string.Create(culture, $"train loss      {summary.TrainLoss:F4}"),
            string.Create(culture, $"queries         {summary.Queries:N0} in {summary.TotalSeconds:F2} s"),
            .. summary.StopReason is { } reason ? [$"stopped early   {reason}"] : Array.Empty<string>(),
            .. RobustnessLines(summary.Robustness),
            "",
            "stage          median a batch     share",
            .. stages.Select(
                s => string.Create(culture, $"{s.Name,-14} {1e3 * s.Stage.MedianSeconds,11:F3} ms  {100 * s.Stage.Share,6:F1} %")),
            string.Create(culture, $"reconstruct / (execute + reconstruct)  {100 * summary.Stages.ReconstructionShare,4:F1} %"),
            "",
            $"run folder      {folder}",
        ]);
    }

    /// <summary>Writes a coefficient of determination; it is undefined where all targets are equal.</summary>
    public static string Number(double? determination) => determination?.ToString("F4", CultureInfo.InvariantCulture) ?? "undefined";

    private static IEnumerable<string> RobustnessLines(Robustness? robustness)
    {
        if (robustness is null)
        {
            return [];
        }

        CultureInfo culture = CultureInfo.InvariantCulture;
        return
        [
            string.Create(culture, $"robustness      {100 * robustness.Summary:F1} %"),
            "",
            "attack       magnitude    accuracy",
            .. robustness.Points.Select(p => string.Create(culture, $"{p.Attack,-10} {p.Magnitude,11:G6} {100 * p.Accuracy,9:F1} %")),
        ];
    }
}
