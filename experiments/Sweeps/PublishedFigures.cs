using System.Reflection;
using System.Text.Json;

namespace CutAwareQnn.Experiments.Sweeps;

/// <summary>What the study published, embedded: numbers where it gives them, findings where it does not.</summary>
internal static class PublishedFigures
{
    private const string NotANumber = "not published as a number";

    /// <summary>The lines of a question.</summary>
    /// <param name="question">rq1 to rq5.</param>
    public static IReadOnlyList<string> Of(string question)
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("CutAwareQnn.published.json")
            ?? throw new InvalidOperationException("the published figures are missing from the assembly");
        using var document = JsonDocument.Parse(stream);
        return [.. document.RootElement.GetProperty(question).EnumerateObject()
            .Where(p => p.Value.ValueKind is JsonValueKind.String or JsonValueKind.Null && p.Name != "share")
            .Select(p => $"{p.Name.Replace('_', ' ')}: {p.Value.GetString() ?? NotANumber}")];
    }
}
