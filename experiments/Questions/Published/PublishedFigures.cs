using System.Reflection;
using System.Text.Json;

namespace CutAwareQnn.Experiments;

/// <summary>What the study published, embedded: numbers where it gives them, findings where it does not.</summary>
internal static class PublishedFigures
{
    private const string Study = "published.json";
    private const string Tool = "field-tool.json";
    private const string NotANumber = "not published as a number";

    // Where a figure is in the paper, and what a share is called there, are no findings.
    private static readonly string[] Headings = ["share", "figure", "table"];

    /// <summary>Where the figures of the study's software come from.</summary>
    public static string FieldTool => Read(Tool, d => d.GetProperty("source").GetString()!);

    /// <summary>Returns the lines of a question.</summary>
    /// <param name="question">rq1 to rq5.</param>
    public static IReadOnlyList<string> Of(string question) => Read(Study, d => (string[])
    [
        .. d.GetProperty(question).EnumerateObject()
            .Where(
                p => p.Value.ValueKind is JsonValueKind.String or JsonValueKind.Number or JsonValueKind.Null && !Headings.Contains(p.Name))
            .Select(p => $"{p.Name.Replace('_', ' ')}: {(p.Value.ValueKind == JsonValueKind.Null ? NotANumber : p.Value.ToString())}"),
    ]);

    /// <summary>Returns reconstruction's part of a query, as published, and as the study's software takes on two cores.</summary>
    public static IReadOnlyList<StudyShare> ReconstructionShares() =>
        Read(Study, study => Read(Tool, tool => (StudyShare[])
        [
            .. from published in study.GetProperty("rq2").GetProperty("reconstruction_share").EnumerateArray()
               join measured in tool.GetProperty("queries").EnumerateArray() on Cuts(published) equals Cuts(measured)
               select new StudyShare(
                   Cuts(published),
                   published.GetProperty("median").GetDouble(),
                   published.GetProperty("p95").GetDouble(),
                   measured.GetProperty("reconstruction_share").GetDouble(),
                   measured.GetProperty("t_query_s").GetDouble()),
        ]));

    private static int Cuts(JsonElement row) => row.GetProperty("cuts").GetInt32();

    private static T Read<T>(string name, Func<JsonElement, T> select)
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("CutAwareQnn." + name)
            ?? throw new InvalidOperationException(name + " is missing from the assembly");
        using var document = JsonDocument.Parse(stream);
        return select(document.RootElement);
    }
}
