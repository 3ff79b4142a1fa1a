namespace CutAwareQnn.Experiments;

/// <summary>The report of a sweep.</summary>
internal static class RecordedSweepReport
{
    public static ReportDocument Of(RecordedSweep sweep)
    {
        bool isComplete = sweep.Answers.Count > 0 && sweep.Unreadable.Count == 0 && sweep.Runs.All(r => r.Summary is not null);
        return new(
            "sweep",
            Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(sweep.Path))),
            isComplete,
            [
                .. isComplete ? Array.Empty<ReportSection>() : [Unfinished(sweep)],
                .. SweepSections.Of(sweep),
                .. new[] { TrainingStagesSection.Of(sweep), ConvergenceSection.Of(sweep) }.OfType<ReportSection>(),
                SettingsSection.Of(sweep.Settings, sweep.Machines),
            ]);
    }

    private static ReportSection Unfinished(RecordedSweep sweep) => new(
        "outcome",
        "Not finished",
        $"{Cells.Count(sweep.Finished.Count())} of {Cells.Count(sweep.Runs.Count + sweep.Unreadable.Count)} runs that were begun "
            + "are done, and "
            + (sweep.Answers.Count == 0 ? "no question is answered yet." : $"answered are {string.Join(", ", sweep.Answers.Keys)}.")
            + (
                sweep.Unreadable.Count == 0
                    ? ""
                    : $" Left out, because it cannot be read: {SweepNames.Count(sweep.Unreadable.Count, "run folder")}.")
            + " What follows is of what is there; the same sweep command goes on.",
        [],
        [
            .. sweep.Unreadable.Count == 0
                ? Array.Empty<ReportTable>()
                : [
                    new(
                        "Runs that cannot be read", ["folder", "reason"],
                        [
                            .. sweep.Unreadable.Select(r => (IReadOnlyList<string>)[r.Key, r.Value]),
                        ]) { NameColumns = 2 },
                ],
        ],
        []);
}
