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
            ReportSection[] all = [.. sections(sweep.Answers[question], sweep)];
            foreach (Chart figure in all.SelectMany(s => s.Figures))
            {
                figure.Check();
            }

            return all;
        }
        catch (Exception error) when (error is JsonException or FigureException or InvalidOperationException or ArgumentException or IndexOutOfRangeException or OverflowException)
        {
            throw new RunFolderException(
                $"{Path.Combine(sweep.Path, question + ".json")} is not the answer of {question}: {error.Message.TrimEnd('.')}; ask 'sweep {question}' again", error);
        }
    }

    private static T Read<T>(JsonElement answer, JsonTypeInfo<T> type)
    {
        Demand("", answer);
        return answer.Deserialize(type) ?? throw new JsonException("it is null");
    }

    // What every answer has in common and its type does not say.
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
}
