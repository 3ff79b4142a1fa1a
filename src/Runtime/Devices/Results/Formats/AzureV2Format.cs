using System.Text.Json;

namespace CutAwareQnn.Runtime;

/// <summary>Azure Quantum's results, version 2: per circuit a histogram of outcomes, and the shots one by one.</summary>
internal sealed class AzureV2Format : IResultFormat
{
    private const string Format = "microsoft.quantum-results.v2";

    public string Name => "azure_v2";

    public bool Fits(JsonElement value, ResultReading reading) => value.Has("DataFormat");

    public IEnumerable<OutcomeTable> Read(JsonElement value, ResultReading reading)
    {
        string format = value.Text("DataFormat");
        return format == Format
            ? value.Array("Results").EnumerateArray().Select(r => Table(r, reading.Bits)).ToArray()
            : throw new ResultFileException($"its DataFormat is '{ResultJson.Quote(format)}'; give results in {Format}");
    }

    private static OutcomeTable Table(JsonElement result, BitOrder? order)
    {
        (JsonElement Outcome, long Count)[] rows = result.Has("Histogram")
            ? [.. result.Array("Histogram").EnumerateArray().Select(r => (r.Field("Outcome"), r.Field("Count").WholeNumber("a count")))]
            : [.. result.Array("Shots").EnumerateArray().Select(s => (s, 1L))];
        if (rows.Length == 0)
        {
            throw new ResultFileException("a result has no outcomes; give the results of a job that ran");
        }

        // The list of shots may be shortened, the histogram may not.
        int listed = result.Has("Shots") ? result.Array("Shots").GetArrayLength() : 0;
        if (listed > rows.Sum(r => r.Count))
        {
            throw new ResultFileException($"the histogram has {rows.Sum(r => r.Count)} shots but {listed} are listed; give the file whole");
        }

        OutcomeTable table = AzureOutcome.Table(rows[0].Outcome, order);
        foreach ((JsonElement outcome, long count) in rows)
        {
            AzureOutcome.Add(table, outcome, order, count);
        }

        return table;
    }
}
