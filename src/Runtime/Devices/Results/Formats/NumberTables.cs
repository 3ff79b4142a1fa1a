using System.Numerics;
using System.Text.Json;

namespace CutAwareQnn.Runtime;

/// <summary>Tables of outcomes that are written as numbers.</summary>
internal static class NumberTables
{
    /// <summary>Reads a histogram with decimal or hexadecimal keys.</summary>
    /// <param name="histogram">Outcome → count or probability.</param>
    /// <param name="create">Makes the table from the bits that the widest outcome needs; its columns may be more.</param>
    /// <param name="mayBeOne">Whether whole numbers that sum to 1 are a probability.</param>
    public static OutcomeTable Read(JsonElement histogram, Func<int, OutcomeTable> create, bool mayBeOne = false)
    {
        (BigInteger Outcome, JsonElement Weight)[] rows =
            [.. histogram.EnumerateObject().Select(p => (OutcomeText.Number(p.Name), p.Value))];
        bool areProbabilities = Histogram.AreProbabilities(rows.Select(r => r.Weight), mayBeOne);
        OutcomeTable table = create(rows.Length == 0 ? 1 : rows.Max(r => OutcomeText.Width(r.Outcome)));
        table.HasProbabilities = areProbabilities;
        foreach ((BigInteger outcome, JsonElement weight) in rows)
        {
            table.Add(
                OutcomeText.Row(outcome, table.Columns.Count),
                areProbabilities ? weight.GetDouble() : weight.WholeNumber($"the count of outcome {outcome}"));
        }

        return table;
    }
}
