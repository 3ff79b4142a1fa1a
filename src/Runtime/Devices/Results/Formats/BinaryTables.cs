using System.Text.Json;

namespace CutAwareQnn.Runtime;

/// <summary>Tables of outcomes that are written as strings of bits.</summary>
internal static class BinaryTables
{
    /// <summary>Reads a histogram whose keys are strings of bits, all of one length.</summary>
    /// <param name="histogram">Outcome → count or probability; spaces in keys are ignored.</param>
    /// <param name="create">Makes the table from the number of bits.</param>
    /// <param name="order">Which end of a key column 0 is at.</param>
    public static OutcomeTable Read(JsonElement histogram, Func<int, OutcomeTable> create, BitOrder order)
    {
        (string Row, JsonElement Weight)[] rows = [.. histogram.EnumerateObject().Select(p => (Bits(p.Name), p.Value))];
        int width = rows.Length == 0 ? 0 : rows[0].Row.Length;
        if (Array.Find(rows, r => r.Row.Length != width).Row is { } odd)
        {
            throw new ResultFileException(
                $"outcomes '{ResultJson.Quote(rows[0].Row)}' and '{ResultJson.Quote(odd)}' have {width} and {odd.Length} bits; "
                + "outcomes of one circuit have the same number");
        }

        OutcomeTable table = create(width);
        table.HasProbabilities = Histogram.AreProbabilities(rows.Select(r => r.Weight), mayBeOne: false);
        foreach ((string row, JsonElement weight) in rows)
        {
            table.Add(
                order == BitOrder.First ? row : OutcomeText.Reversed(row),
                table.HasProbabilities ? weight.GetDouble() : weight.WholeNumber($"the count of outcome '{ResultJson.Quote(row)}'"));
        }

        return table;
    }

    private static string Bits(string key) => OutcomeText.IsBinary(key)
        ? key.Replace(" ", "", StringComparison.Ordinal)
        : throw new ResultFileException($"outcome '{ResultJson.Quote(key)}' is not a string of bits; write 0s and 1s");
}
