using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using CutAwareQnn.Runtime;

namespace CutAwareQnn.Experiments.Report;

/// <summary>The questions whose answers a report shows, and how each becomes sections.</summary>
internal static class SweepSections
{
    private static readonly (string Question, Func<JsonElement, RecordedSweep, IEnumerable<ReportSection>> Sections)[] Known =
    [
        ("rq1", (answer, _) => [Read(answer, ReportJson.Default.SweepReport).ToSection()]),
        ("rq2", (answer, _) => Read(answer, ReportJson.Default.SpeedUpDocument).ToSections()),
        ("rq3", (answer, _) => [Read(answer, ReportJson.Default.StragglerDocument).ToSection()]),
        ("rq4", (answer, _) => [Read(answer, ReportJson.Default.SweepReport).ToSection()]),
        ("rq5", (answer, sweep) => [RobustnessSweepSection.WithCurves(Read(answer, ReportJson.Default.SweepReport).ToSection(), sweep)]),
        ("width", (answer, _) => [Read(answer, ReportJson.Default.WidthDocument).ToSection()]),
        ("nodes", (answer, _) => [Read(answer, ReportJson.Default.NodesDocument).ToSection()]),
    ];

    /// <summary>The questions, in the order in which they are shown; the answer of each is <c>QUESTION.json</c>.</summary>
    public static IEnumerable<string> Questions => Known.Select(k => k.Question);

    /// <summary>The sections of the answers that are there.</summary>
    /// <exception cref="RunFolderException">A document is none of its question; the message names it.</exception>
    public static IEnumerable<ReportSection> Of(RecordedSweep sweep) =>
        from known in Known
        where sweep.Answers.ContainsKey(known.Question)
        from section in Sections(sweep, known.Question, known.Sections)
        select section;

    private static ReportSection[] Sections(
        RecordedSweep sweep, string question, Func<JsonElement, RecordedSweep, IEnumerable<ReportSection>> sections)
    {
        try
        {
            return [.. sections(sweep.Answers[question], sweep)];
        }
        catch (JsonException error)
        {
            throw new RunFolderException(
                $"{Path.Combine(sweep.Path, question + ".json")} is not the answer of {question}: {error.Message.TrimEnd('.')}; ask 'sweep {question}' again", error);
        }
    }

    private static T Read<T>(JsonElement answer, JsonTypeInfo<T> type) => answer.Deserialize(type) ?? throw new JsonException("it is null");
}
