using System.Text.Json;

namespace CutAwareQnn.Runtime;

/// <summary>What a result file says.</summary>
/// <param name="Format">The format that it was recognised as.</param>
/// <param name="Circuits">The counts of each circuit, in the file's order.</param>
public sealed record ResultFile(string Format, IReadOnlyList<CircuitCounts> Circuits)
{
    /// <summary>The names of all formats.</summary>
    public static IReadOnlyList<string> Formats => ResultFormats.Names;

    /// <summary>Reads a result file of any known format, recognised by its content alone.</summary>
    /// <param name="json">The file's bytes.</param>
    /// <param name="fileName">Names the file in messages, and a single circuit that has no name.</param>
    /// <param name="reading">What is known of the circuits, the shots and the order of bits.</param>
    /// <exception cref="ResultFileException">The file is broken, of no known format, ambiguous, or of another circuit.</exception>
    public static ResultFile Read(ReadOnlyMemory<byte> json, string fileName, ResultReading reading)
    {
        try
        {
            using var document = JsonDocument.Parse(WithoutMark(json), new() { AllowDuplicateProperties = false });
            (string format, IReadOnlyList<OutcomeTable> tables) = ResultFormats.Read(document.RootElement, reading);
            if (tables.Count == 0)
            {
                throw new ResultFileException("it holds no results; give the results of a job that ran");
            }

            return new(format, Joined(tables, Path.GetFileNameWithoutExtension(fileName), reading));
        }
        catch (JsonException error)
        {
            throw new ResultFileException(
                $"{fileName}: it is not JSON at line {error.LineNumber + 1}, byte {error.BytePositionInLine + 1}, or names a field "
                + "twice; give the file whole");
        }
        catch (ResultFileException error)
        {
            throw new ResultFileException($"{fileName}: {error.Message}");
        }
    }

    private static ReadOnlyMemory<byte> WithoutMark(ReadOnlyMemory<byte> json) =>
        json.Span.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? json[3..] : json;

    private static List<CircuitCounts> Joined(IReadOnlyList<OutcomeTable> tables, string fileName, ResultReading reading)
    {
        OutcomeCircuit?[] circuits = [.. tables.Select((t, i) => CircuitOf(tables, i, reading))];
        var counts = new List<CircuitCounts>();
        HashSet<string> taken = new(StringComparer.Ordinal);
        for (int i = 0; i < tables.Count; i++)
        {
            string name = tables[i].Name ?? circuits[i]?.Name
                ?? (tables.All(t => t.Row is not null) || tables.Count == 1 ? fileName : $"{i}");
            name += tables[i].Row;
            for (int copy = 2; !taken.Add(name); copy++)
            {
                name = $"{tables[i].Name}#{copy}";
            }

            counts.Add(OutcomeAssembly.Assemble(tables[i], circuits[i], name, reading.Shots));
        }

        return counts;
    }

    // By name; without names by order, where there are as many, or all rows of one circuit.
    private static OutcomeCircuit? CircuitOf(IReadOnlyList<OutcomeTable> tables, int index, ResultReading reading)
    {
        OutcomeCircuit[] all = [.. reading.All];
        int count = Math.Clamp(tables.Count, reading.Circuits.Count, all.Length);
        OutcomeCircuit[] circuits = tables[index].Name is null ? all[..count] : all;
        string? name = tables[index].Name;
        if (circuits.Length == 0
            || (name is not null && Array.Find(circuits, c => c.Name == name) is null && (tables.Count > 1 || circuits.Length > 1)))
        {
            return null;
        }

        return Array.Find(circuits, c => c.Name == name)
            ?? (circuits.Length == tables.Count ? circuits[index]
            : circuits.Length == 1 && tables.All(t => t.Row is not null) ? circuits[0]
            : throw new ResultFileException(
                $"it holds {tables.Count} results without the names of circuits, and {circuits.Length} circuits are given; give "
                + "one per result, in order"));
    }
}
