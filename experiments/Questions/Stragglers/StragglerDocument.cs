using System.Globalization;
using System.Text;
using CutAwareQnn.Circuits;
using CutAwareQnn.Learning;
using CutAwareQnn.Runtime;

namespace CutAwareQnn.Experiments;

/// <summary>How stragglers slow a batch of queries down, and what helps: rq3's answer.</summary>
/// <param name="Question">rq3.</param>
/// <param name="Settings">What it depends on.</param>
/// <param name="ServiceTimes">The model of virtual time.</param>
/// <param name="ServiceTimesSource">Where its numbers come from.</param>
/// <param name="Rows">In virtual time, by partition, policy, stragglers and mitigation.</param>
/// <param name="Sensitivity">In virtual time, by partition, share of reconstruction and stragglers.</param>
/// <param name="Finding">How that compares with the study's finding.</param>
/// <param name="Measured">On this machine; empty in virtual time alone.</param>
/// <param name="Published">What the study published, one line each.</param>
internal sealed record StragglerDocument(
    string Question,
    StragglerSettings Settings,
    ServiceTimes ServiceTimes,
    string ServiceTimesSource,
    IReadOnlyList<StragglerRow> Rows,
    IReadOnlyList<SensitivityRow> Sensitivity,
    SensitivityFinding Finding,
    IReadOnlyList<MeasuredStragglers> Measured,
    IReadOnlyList<string> Published) : ISweepDocument
{
    public string ToText()
    {
        var text = new StringBuilder();
        text.AppendLine(
            CultureInfo.InvariantCulture,
            $"rq3  slowdown by stragglers, over the same policy's run without them; a batch of "
            + $"{Counted.Of(Settings.Queries, "query", "N0")}, {Counted.Of(Settings.Shots, "shot", "N0")} per circuit");
        text.AppendLine(
            CultureInfo.InvariantCulture,
            $"{Counted.Of(Settings.Workers, "worker")} in virtual time; {SweepNames.Medians(Settings.Seeds)}; p: probability that a job is "
            + $"delayed, by d");
        text.AppendLine(
            CultureInfo.InvariantCulture,
            $"service times {ServiceTimesSource}; {1000 * ServiceTimes.QueueSeconds:G4} ms in a device's queue, "
            + $"{1e6 * ServiceTimes.ShotSeconds:G4} µs per shot there");
        text.AppendLine();
        string first = Settings.Policies[0];
        AppendRows(text, $"{first}: p and d", Rows.Where(r => r.Policy == first), r => r.Stragglers.ToString());
        AppendRows(text, $"policies at p {StragglerKind.Hardest}", Rows.Where(r => r.Stragglers == StragglerKind.Hardest), r => r.Policy);
        text.AppendLine(
            CultureInfo.InvariantCulture,
            $"deadline: at {Mitigation.DeadlineFactor} of the time without stragglers; in brackets after it, by how much the mean "
            + $"standard error grows");
        text.AppendLine();
        AppendSensitivity(text);
        AppendMeasured(text);
        text.AppendLine("published:");
        text.AppendJoin(Environment.NewLine, Published.Select(line => "  " + line));
        return text.ToString();
    }

    private static void AppendRows(StringBuilder text, string heading, IEnumerable<StragglerRow> rows, Func<StragglerRow, string> name)
    {
        text.Append($"cuts  {heading,-40}");
        text.AppendLine(string.Concat(Mitigation.All.Select(m => $"{m.Name,-25}")).TrimEnd());
        foreach (IGrouping<(int Cuts, string Partition, string Name), StragglerRow> line
            in rows.GroupBy(r => (r.Cuts, r.Partition, name(r))))
        {
            string cells = string.Concat(line.Select(r => Cell(r.Slowdown, Error(r))));
            text.AppendLine(string.Create(CultureInfo.InvariantCulture, $"{line.Key.Cuts,4}  {line.Key.Name,-40}{cells}").TrimEnd());
        }

        text.AppendLine();
    }

    private void AppendSensitivity(StringBuilder text)
    {
        text.AppendLine("by the share of reconstruction: folding made slower, execution as it is; eager, no mitigation");
        text.AppendLine("cuts  share    without stragglers   p and d                          slowdown");
        foreach (SensitivityRow row in Sensitivity.Where(r => r.Stragglers == StragglerKind.Hardest))
        {
            text.AppendLine(
                CultureInfo.InvariantCulture,
                $"{row.Cuts,4}  {100 * row.ReconstructionShare,5:F1} %   {1000 * row.UndisturbedSeconds,14:F1} ms   "
                + $"{row.Stragglers,-32} {Cell(row.Slowdown).TrimEnd()}");
        }

        text.AppendLine(
            CultureInfo.InvariantCulture,
            $"the next larger share has the smaller slowdown in {Finding.Less} of {Finding.Compared} comparisons, over all p and "
            + $"d, and the larger one in {Finding.More}");
        text.AppendLine();
    }

    private void AppendMeasured(StringBuilder text)
    {
        if (Measured.Count == 0)
        {
            return;
        }

        MeasuredStragglers first = Measured[0];
        text.AppendLine(
            CultureInfo.InvariantCulture,
            $"on this machine: {Counted.Of(first.Workers, "worker")}, eager, p {first.Stragglers}, "
            + $"{Counted.Of(Measured.Sum(m => m.Queries), "query", "N0")}");
        text.AppendLine("cuts  mitigation      measured       predicted      slowdown                 predicted");
        foreach (MeasuredStragglers m in Measured)
        {
            text.AppendLine(
                CultureInfo.InvariantCulture,
                $"{m.Cuts,4}  {m.Mitigation,-12} {1000 * m.TotalSeconds.Median,8:F1} ms   {1000 * m.PredictedSeconds.Median,10:F1} "
                + $"ms   {Cell(m.Slowdown)}{Cell(m.PredictedSlowdown).TrimEnd()}");
        }

        text.AppendLine();
    }

    private static string Error(StragglerRow row) => row.Mitigation == Mitigation.Deadline.Name
        ? string.Create(CultureInfo.InvariantCulture, $" (x {row.StandardErrorRatio:F2})")
        : "";

    private static string Cell(BootstrapInterval interval, string suffix = "") => string.Create(
        CultureInfo.InvariantCulture, $"{$"{interval.Median:F2} [{interval.Lower:F2}, {interval.Upper:F2}]{suffix}",-25}");
}
