using CutAwareQnn.Circuits;
using CutAwareQnn.Runtime;

namespace CutAwareQnn.Experiments;

/// <summary>The report of one run.</summary>
internal static class RunReport
{
    public static ReportDocument Of(RecordedRun run) => new("run", run.Name, run.Summary is not null,
    [
        Outcome(run),
        .. new[]
        {
            LearningSection.Of(run.Log),
            StagesSection.Of(run.Log),
            run.Summary?.Robustness is { } robustness ? RobustnessSection.Of(robustness) : null,
            IncidentsSection.Of(run.Log),
        }.OfType<ReportSection>(),
        SettingsSection.Of(run.Config, run.Machine is { } machine ? [machine] : []),
    ]);

    private static ReportSection Outcome(RecordedRun run) => run.Summary is { } summary
        ? new(
            "outcome",
            "Outcome",
            (summary.TestAccuracy is { } share
                ? $"{Cells.Percent(share)} % of the test part are classified rightly "
                : $"R² on the test part is {SummaryText.Number(summary.TestRSquared)} ")
                + $"after {Cells.Count(summary.Epochs)} epochs, in {Cells.Time(summary.TotalSeconds)}."
                + (summary.StopReason is { } reason ? $" It stopped early: {reason}." : ""),
            [],
            [
                new("Summary", ["", ""],
                [
                    summary.TestAccuracy is { } accuracy
                        ? ["test accuracy, %", Cells.Percent(accuracy)]
                        : ["test R²", SummaryText.Number(summary.TestRSquared)],
                    ["train loss of the last epoch", Cells.Fine(summary.TrainLoss)],
                    ["epochs", Cells.Count(summary.Epochs)],
                    ["queries", Cells.Count(summary.Queries)],
                    ["wall time", Cells.Time(summary.TotalSeconds)],
                    ["weights, rad", string.Join(", ", summary.Weights.Select(Cells.Fine))],
                ]) { NameColumns = 2 },
            ],
            [])
        : new("outcome", "Outcome", Unfinished(run), [], [], []);

    private static string Unfinished(RecordedRun run)
    {
        int steps = run.Log.OfType<StepRecord>().Count();
        return $"This run is not finished: it has no summary. Its log holds {Counted.Of(steps, "step", "N0")}; what follows is of these. "
            + (run.Checkpoint is { } checkpoint
                ? $"Its checkpoint is of step {Cells.Count(checkpoint.State.Step)} in epoch "
                    + $"{Cells.Count(checkpoint.State.Epoch + 1)}, {Cells.Time(checkpoint.ElapsedSeconds)} into the run; train "
                    + "--resume goes on from there."
                : "It has no checkpoint.");
    }
}
