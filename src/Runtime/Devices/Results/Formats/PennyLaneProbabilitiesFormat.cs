using System.Numerics;
using System.Text.Json;

namespace CutAwareQnn.Runtime;

/// <summary>
/// PennyLane's <c>qml.probs</c>: a list of 2^n probabilities, whose index has wire 0 highest. It carries no number of shots.
/// </summary>
internal sealed class PennyLaneProbabilitiesFormat : IResultFormat
{
    public string Name => "pennylane_probs";

    public bool Fits(JsonElement value, ResultReading reading) => value.IsArray() && value.GetArrayLength() > 0 && HasFractions(value)
        && value.EnumerateArray().All(v => v.IsNumber() || (v.IsArray() && v.EnumerateArray().All(p => p.IsNumber())));

    /// <summary>Whether numbers in a list, or in a list of lists, are written with a decimal point.</summary>
    public static bool HasFractions(JsonElement value) => value.EnumerateArray().Any(v =>
        v.IsNumber() ? v.GetRawText().AsSpan().IndexOfAny('.', 'e', 'E') >= 0 : v.IsArray() && HasFractions(v));

    public IEnumerable<OutcomeTable> Read(JsonElement value, ResultReading reading)
    {
        JsonElement[] vectors = value[0].IsNumber() ? [value] : [.. value.EnumerateArray()];
        return vectors.Length == 1 || vectors.Length == reading.Circuits.Count
            ? vectors.Select(Table).ToArray()
            : throw new ResultFileException(
                $"{vectors.Length} separate distributions: how outcomes at cuts go with the others is lost; count all measured "
                + "values in one qml.counts");
    }

    private static OutcomeTable Table(JsonElement vector)
    {
        JsonElement[] values = vector.IsArray() ? [.. vector.EnumerateArray()] : [];
        if (values.Length < 2 || !BitOperations.IsPow2(values.Length) || !values.All(v => v.IsNumber()))
        {
            throw new ResultFileException($"{values.Length} probabilities belong to no number of wires; n wires have 2^n");
        }

        int width = BitOperations.Log2((uint)values.Length);
        Histogram.AreProbabilities(values, mayBeOne: true);
        var table = new OutcomeTable(OutcomeTable.Sequence(ColumnKind.Qubit, width)) { HasProbabilities = true };
        for (int i = 0; i < values.Length; i++)
        {
            table.Add(OutcomeText.Reversed(OutcomeText.Row(i, width)), values[i].GetDouble());
        }

        return table;
    }
}
