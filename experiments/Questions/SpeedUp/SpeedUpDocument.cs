using System.Globalization;
using System.Text;
using CutAwareQnn.Circuits;
using CutAwareQnn.Runtime;

namespace CutAwareQnn.Experiments;

/// <summary>How a batch of queries speeds up with workers, and where its time goes: rq2's answer.</summary>
/// <param name="Question">rq2.</param>
/// <param name="Settings">What it depends on.</param>
/// <param name="Policy">The policy with its parameters.</param>
/// <param name="ServiceTimes">The model of virtual time.</param>
/// <param name="ServiceTimesSource">Where its numbers come from.</param>
/// <param name="Points">In virtual time.</param>
/// <param name="Measured">On this machine; empty in virtual time alone.</param>
/// <param name="Shares">Reconstruction's, next to the study's.</param>
/// <param name="FieldTool">Where the figures of the study's software come from.</param>
/// <param name="Published">What the study published, one line each.</param>
internal sealed record SpeedUpDocument(
    string Question,
    SpeedUpSettings Settings,
    string Policy,
    ServiceTimes ServiceTimes,
    string ServiceTimesSource,
    IReadOnlyList<SpeedUpPoint> Points,
    IReadOnlyList<PredictionPoint> Measured,
    IReadOnlyList<ShareRow> Shares,
    string FieldTool,
    IReadOnlyList<string> Published) : ISweepDocument
{
    /// <summary>What <see cref="Shares"/> are shares of.</summary>
    public string Share => string.Create(
        CultureInfo.InvariantCulture,
        $"reconstruct / (execute + reconstruct), of a query among {Settings.Queries:N0} on one worker "
        + $"{(Measured.Count > 0 ? "here" : "in virtual time")}; the study's is per query, on its machine");

    public string ToText()
    {
        var text = new StringBuilder();
        text.AppendLine(
            CultureInfo.InvariantCulture,
            $"rq2  share of reconstruction and speed-up with workers; a batch of {Counted.Of(Settings.Queries, "query", "N0")}, shots per "
            + $"circuit: {Settings.Shots}");
        text.AppendLine();
        AppendShares(text);
        AppendMeasured(text);
        text.AppendLine(CultureInfo.InvariantCulture, $"in virtual time, service times {ServiceTimesSource}");
        text.AppendLine();
        foreach (IGrouping<string, SpeedUpPoint> partition in Points.GroupBy(p => p.Partition))
        {
            SpeedUpPoint first = partition.First();
            text.AppendLine(
                CultureInfo.InvariantCulture,
                $"{partition.Key}: {Counted.Of(first.Cuts, "cut")}, {Policy}, reconstruction share {100 * first.ReconstructionShare:F1} %, "
                + $"serial {100 * first.SerialShare:F1} %");
            text.AppendLine("workers        time     speed-up   Amdahl bound   overlapped   stragglers   copies");
            foreach (SpeedUpPoint p in partition)
            {
                text.AppendLine(
                    CultureInfo.InvariantCulture,
                    $"{p.Workers,7}   {1000 * p.TotalSeconds,9:F3} ms   {p.SpeedUp,7:F2}x   {p.AmdahlBound,11:F2}x   "
                    + $"{p.OverlapBound,9:F2}x   {p.StragglersInjected,10}   {p.Copies,6}");
            }

            text.AppendLine();
        }

        text.AppendLine("published:");
        text.AppendJoin(Environment.NewLine, Published.Select(line => "  " + line));
        return text.ToString();
    }

    private void AppendShares(StringBuilder text)
    {
        text.AppendLine(CultureInfo.InvariantCulture, $"share: {Share}");
        text.AppendLine("cuts      here   of a query of    the study's tool   of a query of    published (95th percentile)");
        foreach (ShareRow row in Shares)
        {
            StudyShare study = row.Study;
            text.AppendLine(
                CultureInfo.InvariantCulture,
                $"{row.Cuts,4}   {100 * row.Here,5:F1} %   {1e6 * row.QuerySeconds,10:F2} µs   {100 * study.FieldTool,14:F0} %   "
                + $"{study.FieldToolQuerySeconds,11:G3} s   {100 * study.Published,10:F1} % ({100 * study.PublishedP95:F1} %)");
        }

        text.AppendLine(CultureInfo.InvariantCulture, $"the study's tool: {FieldTool}");
        text.AppendLine();
    }

    private void AppendMeasured(StringBuilder text)
    {
        if (Measured.Count == 0)
        {
            return;
        }

        text.AppendLine("on this machine, next to what virtual time predicts");
        text.AppendLine("partition   workers   policy                  measured      predicted    ratio   reconstruction share");
        foreach (PredictionPoint p in Measured)
        {
            text.AppendLine(
                CultureInfo.InvariantCulture,
                $"{p.Partition,-9}   {p.Workers,7}   {p.Policy,-20}   {1000 * p.TotalSeconds,8:F3} ms   "
                + $"{1000 * p.PredictedSeconds,8:F3} ms   {p.Ratio,6:F2}   {100 * p.ReconstructionShare,18:F1} %");
        }

        text.AppendLine();
    }
}
