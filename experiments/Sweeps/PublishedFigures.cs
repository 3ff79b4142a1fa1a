using System.Reflection;
using System.Text.Json;

namespace CutAwareQnn.Experiments.Sweeps;

/// <summary>What the study published, embedded: numbers where it gives them, findings where it does not.</summary>
internal static class PublishedFigures
{
    private const string NotANumber = "not published as a number";

    /// <summary>Reconstruction's share of execute and reconstruct a query, by number of cuts: table 1.</summary>
    public static IReadOnlyList<PublishedShare> ReconstructionShares { get; } =
        Read(d => d.GetProperty("rq2").GetProperty("reconstruction_share").Deserialize(Report.ReportJson.Default.PublishedShareArray)!);

    /// <summary>The lines of a question.</summary>
    /// <param name="question">rq1 to rq5.</param>
    public static IReadOnlyList<string> Of(string question) => Read(d => (string[])
    [
        .. d.GetProperty(question).EnumerateObject()
            .Where(p => p.Value.ValueKind is JsonValueKind.String or JsonValueKind.Null && p.Name != "share")
            .Select(p => $"{p.Name.Replace('_', ' ')}: {p.Value.GetString() ?? NotANumber}"),
    ]);

    private static T Read<T>(Func<JsonElement, T> select)
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("CutAwareQnn.published.json")
            ?? throw new InvalidOperationException("the published figures are missing from the assembly");
        using var document = JsonDocument.Parse(stream);
        return select(document.RootElement);
    }
}

/// <summary>A row of the study's table 1.</summary>
/// <param name="Cuts">Cuts.</param>
/// <param name="RunCount">Runs.</param>
/// <param name="Median">The median share, in [0, 1].</param>
/// <param name="P95">The 95th percentile.</param>
internal sealed record PublishedShare(int Cuts, int RunCount, double Median, double P95);
