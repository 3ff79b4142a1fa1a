using System.Text.Json;

namespace CutAwareQnn.Runtime;

/// <summary>
/// PennyLane's <c>qml.sample</c>: rows are shots, columns wires. Several arrays of one circuit belong together row by row: first those
/// of measurements in the middle, last the wires.
/// </summary>
internal sealed class PennyLaneSamplesFormat : IResultFormat
{
    public string Name => "pennylane_samples";

    public bool Fits(JsonElement value, ResultReading reading) => value.IsArray() && value.GetArrayLength() > 0
        && (IsBits(value[0]) || (value[0].IsArray() && value[0].GetArrayLength() > 0 && (IsBits(value[0][0]) || IsRow(value[0][0]))))
        && !PennyLaneProbabilitiesFormat.HasFractions(value);

    public IEnumerable<OutcomeTable> Read(JsonElement value, ResultReading reading)
    {
        JsonElement[] arrays = value[0].IsArray() && value[0][0].IsArray() ? [.. value.EnumerateArray()] : [value];
        OutcomeCircuit? circuit = reading.Circuits.Count == 1 ? reading.Circuits[0] : null;
        if (arrays.Length == 1 || arrays.Length == reading.Circuits.Count)
        {
            return arrays.Select((a, i) => BitRows.Read(
                Rows(a), WireColumns.KindOf(arrays.Length == 1 ? circuit : reading.Circuits[i], BitRows.WidthOf(a)))).ToArray();
        }

        return circuit is null
            ? throw new ResultFileException(
                $"{arrays.Length} arrays of samples: which are measurements in the middle is not in the file; give --circuit")
            : [Joined(arrays)];
    }

    private static OutcomeTable Joined(JsonElement[] arrays)
    {
        JsonElement[][] shots = [.. arrays.Select(a => Rows(a).EnumerateArray().ToArray())];
        if (Array.Find(shots, s => s.Length != shots[0].Length) is { } other)
        {
            throw new ResultFileException($"arrays have {shots[0].Length} and {other.Length} shots; rows of one circuit belong together");
        }

        int[] widths = [.. arrays.Select(BitRows.WidthOf)];
        int early = widths[..^1].Sum();
        var table = new OutcomeTable(
        [
            .. OutcomeTable.Sequence(ColumnKind.EarlyMeasurement, early), .. OutcomeTable.Sequence(ColumnKind.Qubit, widths[^1]),
        ]);
        char[] row = new char[table.Columns.Count];
        for (int shot = 0; shot < shots[0].Length; shot++)
        {
            int first = 0;
            for (int a = 0; a < arrays.Length; a++)
            {
                BitRows.Fill(shots[a][shot], row.AsSpan(first, widths[a]), shot);
                first += widths[a];
            }

            table.Add(row);
        }

        return table;
    }

    private static JsonElement Rows(JsonElement array) =>
        array.IsArray() ? array : throw new ResultFileException("samples are not lists of shots; give the file as it was written");

    private static bool IsBits(JsonElement value) => value.IsNumber() || value.ValueKind is JsonValueKind.True or JsonValueKind.False;

    private static bool IsRow(JsonElement value) => value.IsArray() && value.GetArrayLength() > 0 && IsBits(value[0]);
}
