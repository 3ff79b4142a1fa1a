using System.Globalization;
using CutAwareQnn.Circuits;

namespace CutAwareQnn.Experiments;

/// <summary>The answer of <c>sweep communication</c>: <c>communication.json</c>.</summary>
/// <param name="Question"><c>communication</c>.</param>
/// <param name="Settings">The settings.</param>
/// <param name="Points">One per model.</param>
/// <param name="Decisions">One per resource at <see cref="CommunicationSettings.PairSublayers"/>.</param>
/// <param name="Chsh">One per concurrence.</param>
internal sealed record CommunicationDocument(
    string Question,
    CommunicationSettings Settings,
    IReadOnlyList<CommunicationPoint> Points,
    IReadOnlyList<DecisionRow> Decisions,
    IReadOnlyList<ChshRow> Chsh)
    : ISweepDocument
{
    public string ToText()
    {
        CultureInfo culture = CultureInfo.InvariantCulture;
        return string.Join(Environment.NewLine,
        [
            string.Create(
                culture,
                $"validation accuracy after {Counted.Of(Settings.Steps, "step")} of {Counted.Of(Settings.BatchSize, "row")}; means of "
                + $"{Settings.Seeds} trainings on three data sets, standard deviation in brackets"),
            "",
            "model   sub-layers  pairs  concurrence  accuracy, %     published  eff. parameters  eff. dimension  bits  ebits  "
            + "log10 gamma  jointly  training",
            .. Points.Select(p => p.ToText()),
            "",
            "decision matrix on 20 x 20 inputs: rank, singular values",
            .. Decisions.Select(
                d => string.Create(
                    culture,
                    $"{d.Name(),-8}  {d.Rank,2}  {string.Join(" ", d.SingularValues.Take(8).Select(s => s.ToString("E1", culture)))}")),
            "",
            "CHSH: concurrence, S, largest S, single-shot success, sign accuracy",
            .. Chsh.Select(
                c => string.Create(
                    culture, $"{c.Concurrence,5:F2}  {c.S:F4}  {c.LargestS:F4}  {c.SingleShotSuccess:P2}  {c.SignAccuracy:P0}")),
        ]);
    }
}
