using System.Reflection;
using System.Text.Json;

namespace CutAwareQnn.Experiments.Sweeps;

/// <summary>What the study published, embedded: numbers where it gives them, findings where it does not.</summary>
internal static class PublishedFigures
{
    private const string NotANumber = "not published as a number";

    // Where a figure stands in the paper, and what a share is called there, are no findings.
    private static readonly string[] Headings = ["share", "figure", "table"];

    /// <summary>The lines of a question.</summary>
    /// <param name="question">rq1 to rq5.</param>
    public static IReadOnlyList<string> Of(string question)
    {
        using JsonDocument document = Read("published.json");
        return [.. document.RootElement.GetProperty(question).EnumerateObject()
            .Where(p => p.Value.ValueKind is JsonValueKind.String or JsonValueKind.Number or JsonValueKind.Null && !Headings.Contains(p.Name))
            .Select(p => $"{p.Name.Replace('_', ' ')}: {(p.Value.ValueKind == JsonValueKind.Null ? NotANumber : p.Value.ToString())}")];
    }

    /// <summary>Reconstruction's part of a query, as published, and as the study's software takes on two cores.</summary>
    public static IReadOnlyList<StudyShare> ReconstructionShares()
    {
        using JsonDocument published = Read("published.json");
        using JsonDocument tool = Read("field-tool.json");
        return
        [
            .. from p in published.RootElement.GetProperty("rq2").GetProperty("reconstruction_share").EnumerateArray()
               join t in tool.RootElement.GetProperty("queries").EnumerateArray() on Cuts(p) equals Cuts(t)
               select new StudyShare(
                   Cuts(p),
                   Number(p, "median"),
                   Number(p, "p95"),
                   Number(t, "reconstruction_share"),
                   Number(t, "t_query_s")),
        ];

        static int Cuts(JsonElement row) => row.GetProperty("cuts").GetInt32();
        static double Number(JsonElement row, string name) => row.GetProperty(name).GetDouble();
    }

    /// <summary>Where the figures of the study's software come from.</summary>
    public static string FieldTool()
    {
        using JsonDocument tool = Read("field-tool.json");
        return tool.RootElement.GetProperty("source").GetString()!;
    }

    private static JsonDocument Read(string name)
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("CutAwareQnn." + name)
            ?? throw new InvalidOperationException(name + " is missing from the assembly");
        return JsonDocument.Parse(stream);
    }
}

/// <summary>Shares reconstruct / (execute + reconstruct) of a query.</summary>
/// <param name="Cuts">Gates cut.</param>
/// <param name="Published">The study's median.</param>
/// <param name="PublishedP95">Its 95th percentile.</param>
/// <param name="FieldTool">Of the software that it names, on two cores.</param>
/// <param name="FieldToolQuerySeconds">How long a query takes there.</param>
internal sealed record StudyShare(int Cuts, double Published, double PublishedP95, double FieldTool, double FieldToolQuerySeconds);
