namespace CutAwareQnn.Experiments;

/// <summary>The finding of rq2.</summary>
internal static class SpeedUpFinding
{
    // What "close to or below 1" allows.
    private const double CloseToOne = 1.2;

    public static QuestionFinding Of(SpeedUpDocument document)
    {
        int most = document.Points.Max(p => p.Workers);
        SpeedUpPoint[] at = [.. document.Points.Where(p => p.Workers == most)];
        ShareRow last = document.Shares[^1];
        return new(
            "RQ2, reconstruction and speed-up",
            $"shares of reconstruction of {string.Join(", ", document.Shares.Select(s => $"{Cells.Percent(s.Here)} %"))} at "
                + $"{string.Join(", ", document.Shares.Select(s => s.Cuts))} cuts on one worker"
                + $"{(document.Measured.Count > 0 ? "" : " in virtual time")}, and in virtual time speed-ups from "
                + $"{Cells.Number(at.Min(p => p.SpeedUp))} to {Cells.Number(at.Max(p => p.SpeedUp))} at {SweepNames.Count(most, "worker")}",
            string.Join(", ", [.. document.Published, .. ReconstructionShares.Published]),
            document.Shares.All(s => Math.Abs(s.Here - s.Study.Published) <= s.Study.PublishedP95 - s.Study.Published)
                && at.All(p => p.SpeedUp <= CloseToOne),
            "shares as close to the published medians as their 95th percentiles and a speed-up of at most "
                + $"{Cells.Number(CloseToOne)} would count; a query at {SweepNames.Count(last.Cuts, "cut")} takes "
                + $"{Cells.Time(last.QuerySeconds)} here "
                + $"and {Cells.Time(last.Study.FieldToolQuerySeconds)} in the study's software ({document.FieldTool})");
    }
}
