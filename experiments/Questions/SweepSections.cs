using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using CutAwareQnn.Figures;
using CutAwareQnn.Runtime;

namespace CutAwareQnn.Experiments;

/// <summary>The questions whose answers a report shows, and how each becomes sections.</summary>
internal static class SweepSections
{
    // Empty where a question is answered in virtual time alone.
    private const string Measured = "measured";

    private static readonly Answered[] Known =
    [
        Answered.By("rq1", ReportJson.Default.SweepReport, (answer, _) => [answer.ToSection()], TrainingFinding.Of),
        Answered.By("rq2", ReportJson.Default.SpeedUpDocument, (answer, _) => answer.ToSections(), SpeedUpFinding.Of),
        Answered.By("rq3", ReportJson.Default.StragglerDocument, (answer, _) => [answer.ToSection()], StragglerFinding.Of),
        Answered.By("rq4", ReportJson.Default.SweepReport, (answer, _) => [answer.ToSection()], TrainingFinding.Of),
        Answered.By(
            "rq5",
            ReportJson.Default.SweepReport,
            (answer, sweep) => [RobustnessSweepSection.WithCurves(answer.ToSection(), sweep)],
            TrainingFinding.Of),
        Answered.By("width", ReportJson.Default.WidthDocument, (answer, _) => [answer.ToSection()]),
        Answered.By("nodes", ReportJson.Default.NodesDocument, (answer, _) => [answer.ToSection()]),
        Answered.By("communication", ReportJson.Default.CommunicationDocument, (answer, _) => [answer.ToSection()]),
    ];

    /// <summary>The questions, in the order in which they are shown; the answer of each is <c>QUESTION.json</c>.</summary>
    public static IEnumerable<string> Questions => Known.Select(k => k.Question);

    /// <summary>Returns one sentence per question of the study, then the sections of the answers that are there.</summary>
    /// <exception cref="RunFolderException">A document is not the answer to its question; the message names it.</exception>
    public static IEnumerable<ReportSection> Of(RecordedSweep sweep)
    {
        Dictionary<string, QuestionFinding> findings = [];
        List<ReportSection> sections = [];
        foreach (Answered known in Known.Where(k => sweep.Answers.ContainsKey(k.Question)))
        {
            (ReportSection[] all, QuestionFinding? finding) = Read(sweep, known);
            sections.AddRange(all);
            if (finding is not null)
            {
                findings.Add(known.Question, finding);
            }
        }

        return findings.Count == 0
            ? sections
            : [FindingsSection.Of(findings, Known.Where(k => k.HasFinding).Select(k => k.Question)), .. sections];
    }

    private static (ReportSection[] Sections, QuestionFinding? Finding) Read(RecordedSweep sweep, Answered known)
    {
        try
        {
            (IEnumerable<ReportSection> sections, QuestionFinding? finding) = known.Read(sweep.Answers[known.Question], sweep);
            ReportSection[] all = [.. sections];
            foreach (Chart figure in all.SelectMany(s => s.Figures))
            {
                figure.Check();
            }

            return (all, finding);
        }
        catch (Exception error) when (
            error is JsonException or FigureException or InvalidOperationException or ArgumentException or IndexOutOfRangeException
                or OverflowException)
        {
            throw new RunFolderException(
                $"{Path.Combine(sweep.Path, known.Question + ".json")} is not the answer of {known.Question}: "
                + $"{error.Message.TrimEnd('.')}; run 'sweep {known.Question}' again",
                error);
        }
    }

    private static T Read<T>(JsonElement answer, JsonTypeInfo<T> type)
    {
        Demand("", answer);
        return answer.Deserialize(type) ?? throw new JsonException("it is null");
    }

    // What every answer has in common and its type does not declare.
    private static void Demand(string name, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (JsonProperty field in value.EnumerateObject())
                {
                    Demand(field.Name, field.Value);
                }

                break;
            case JsonValueKind.Array:
                if (value.GetArrayLength() == 0 && name != Measured)
                {
                    throw new JsonException($"its list {name} is empty");
                }

                foreach (JsonElement item in value.EnumerateArray())
                {
                    Demand(name, item.ValueKind == JsonValueKind.Null ? throw new JsonException($"its list {name} has a null") : item);
                }

                break;
            case JsonValueKind.Number when !double.IsFinite(value.GetDouble()):
                throw new JsonException($"its {name} is not finite");
        }
    }

    // How the document of a question is read, shown and summed up.
    private sealed record Answered(
        string Question, bool HasFinding, Func<JsonElement, RecordedSweep, (
            IEnumerable<ReportSection> Sections, QuestionFinding? Finding)> Read)
    {
        public static Answered By<T>(
            string question,
            JsonTypeInfo<T> type,
            Func<T, RecordedSweep, IEnumerable<ReportSection>> sections,
            Func<T, QuestionFinding>? finding =
                null) => new(
            question,
            finding is not null,
            (document, sweep) =>
            {
                T answer = SweepSections.Read(document, type);
                return (sections(answer, sweep), finding?.Invoke(answer));
            });
    }
}
