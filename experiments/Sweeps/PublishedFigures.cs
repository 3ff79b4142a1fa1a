using System.Reflection;
using System.Text.Json;

namespace CutAwareQnn.Experiments.Sweeps;

/// <summary>What the study published, embedded: numbers where it gives them, findings where it does not.</summary>
internal static class PublishedFigures
{
    private const string NotANumber = "not published as a number";

    /// <summary>The lines of a question.</summary>
    /// <param name="question">rq1 to rq5.</param>
    public static IReadOnlyList<string> Of(string question) => Read(d => (string[])
    [
        .. d.GetProperty(question).EnumerateObject()
            .Where(p => p.Value.ValueKind is JsonValueKind.String or JsonValueKind.Null && p.Name != "share")
            .Select(p => $"{p.Name.Replace('_', ' ')}: {p.Value.GetString() ?? NotANumber}"),
    ]);

    /// <summary>Reconstruction's part of a query, as published.</summary>
    public static IReadOnlyList<StudyShare> ReconstructionShares() => Read(d => (StudyShare[])
    [
        .. d.GetProperty("rq2").GetProperty("reconstruction_share").EnumerateArray()
            .Select(s => new StudyShare(s.GetProperty("cuts").GetInt32(), s.GetProperty("median").GetDouble(), s.GetProperty("p95").GetDouble())),
    ]);

    private static T Read<T>(Func<JsonElement, T> select)
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("CutAwareQnn.published.json")
            ?? throw new InvalidOperationException("the published figures are missing from the assembly");
        using var document = JsonDocument.Parse(stream);
        return select(document.RootElement);
    }
}

/// <summary>Shares reconstruct / (execute + reconstruct) of a query.</summary>
/// <param name="Cuts">Gates cut.</param>
/// <param name="Published">The study's median.</param>
/// <param name="PublishedP95">Its 95th percentile.</param>
internal sealed record StudyShare(int Cuts, double Published, double PublishedP95);
