using System.Text.Json;

namespace CutAwareQnn.Runtime;

/// <summary>
/// Azure Quantum's results, version 1: a list of outcome, probability, outcome, probability, …, without the number of shots.
/// </summary>
internal sealed class AzureV1Format : IResultFormat
{
    public string Name => "azure_v1";

    public bool Fits(JsonElement value, ResultReading reading) => value.Has("Histogram");

    public IEnumerable<OutcomeTable> Read(JsonElement value, ResultReading reading)
    {
        JsonElement histogram = value.Array("Histogram");
        int length = histogram.GetArrayLength();
        if (length == 0 || length % 2 != 0
            || Enumerable.Range(0, length).Any(i => i % 2 == 0 ? !histogram[i].IsText() : !histogram[i].IsNumber()))
        {
            throw new ResultFileException(
                "'Histogram' does not alternate outcomes and probabilities; give the file as it was written, whole");
        }

        JsonElement[] outcomes = [.. Enumerable.Range(0, length / 2).Select(i => Parsed(histogram[2 * i].GetString()!))];
        JsonElement[] weights = [.. Enumerable.Range(0, length / 2).Select(i => histogram[(2 * i) + 1])];
        OutcomeTable table = AzureOutcome.Table(outcomes[0], reading.Bits);
        table.HasProbabilities = Histogram.AreProbabilities(weights, mayBeOne: true);
        for (int i = 0; i < outcomes.Length; i++)
        {
            AzureOutcome.Add(table, outcomes[i], reading.Bits, weights[i].GetDouble());
        }

        return [table];
    }

    // Outcomes are lists and tuples as Python writes them.
    private static JsonElement Parsed(string outcome)
    {
        string list = outcome.Replace('(', '[').Replace(')', ']').Replace(" ", "", StringComparison.Ordinal)
            .Replace(",]", "]", StringComparison.Ordinal);
        try
        {
            using var document = JsonDocument.Parse(list);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            throw new ResultFileException($"outcome '{ResultJson.Quote(outcome)}' is not a list of bits per register, as in ([0, 1], [0])");
        }
    }
}
