using System.Text.Json;

namespace CutAwareQnn.Runtime;

/// <summary>The formats of result files, and how a value's format is found: by its content, in this order.</summary>
internal static class ResultFormats
{
    private static readonly IResultFormat[] All =
    [
        new QiskitPrimitiveFormat(),
        new BraketFormat(),
        new CirqFormat(),
        new AzureV2Format(),
        new AzureV1Format(),
        new QiskitResultFormat(),
        new PytketFormat(),
        new QiboFormat(),
        new IonqShotsFormat(),
        new IqmFormat(),
        new PyquilFormat(),
        new QuantinuumFormat(),
        new PennyLaneSamplesFormat(),
        new PennyLaneProbabilitiesFormat(),
        new QiskitCountsFormat(),
        new PennyLaneCountsFormat(),
        new IntegersFormat(),
        new IonqFlatFormat(),
    ];

    /// <summary>Their names.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. All.Select(f => f.Name)];

    /// <summary>Reads a document: one of the formats, a list of them, or a name for each.</summary>
    /// <exception cref="ResultFileException">It has no known format, or breaks its rules.</exception>
    public static (string Format, IReadOnlyList<OutcomeTable> Tables) Read(JsonElement root, ResultReading reading)
    {
        if (Of(root, reading) is { } format)
        {
            return (format.Name, [.. format.Read(root, reading)]);
        }

        (string? Name, JsonElement Value)[] parts = root.ValueKind switch
        {
            JsonValueKind.Object => [.. root.EnumerateObject().Select(p => ((string?)p.Name, p.Value))],
            JsonValueKind.Array => [.. root.EnumerateArray().Select(v => ((string?)null, v))],
            _ => [],
        };
        IResultFormat?[] formats = [.. parts.Select(p => p.Value.IsObject() || p.Value.IsArray() ? Of(p.Value, Own(p.Name)) : null)];
        if (parts.Length == 0 || formats.Any(f => f is null || f.Name != formats[0]!.Name))
        {
            throw new ResultFileException($"it has none of {All.Length} formats: {string.Join(", ", Names)}");
        }

        return (formats[0]!.Name, [.. parts.SelectMany((p, i) => formats[i]!.Read(p.Value, Own(p.Name)).Select(t => t.Named(p.Name)))]);

        ResultReading Own(string? name) => name is not null && reading.All.FirstOrDefault(c => c.Name == name) is { } own
            ? reading with { Circuits = [own], Extra = null }
            : reading;
    }

    private static IResultFormat? Of(JsonElement value, ResultReading reading) => Array.Find(All, f => f.Fits(value, reading));
}
