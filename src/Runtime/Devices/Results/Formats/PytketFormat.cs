using System.Text.Json;

namespace CutAwareQnn.Runtime;

/// <summary>
/// <c>BackendResult.to_dict()</c> of pytket: <c>bits</c> names the columns of a shot, whose bytes hold column 0 highest and are padded
/// on the right; or such outcomes with counts.
/// </summary>
internal sealed class PytketFormat : IResultFormat
{
    public string Name => "pytket";

    public bool Fits(JsonElement value, ResultReading reading) =>
        value.Has("bits") && value.GetProperty("bits").IsArray() && (value.Has("shots") || value.Has("counts"));

    public IEnumerable<OutcomeTable> Read(JsonElement value, ResultReading reading)
    {
        (string Name, int Index)[] bits = [.. value.Array("bits").EnumerateArray().Select(Bit)];
        TableRegister[] registers =
        [
            .. bits.GroupBy(b => b.Name, StringComparer.Ordinal)
                .Select(g => new TableRegister(g.Key, g.Max(b => b.Index) + 1, HasSize: false)),
        ];
        var table = new OutcomeTable(
            [.. bits.Select(b => new OutcomeColumn(ColumnKind.Element, b.Index, Array.FindIndex(registers, r => r.Name == b.Name)))],
            registers);
        if (value.Has("shots"))
        {
            JsonElement shots = value.Object("shots");
            CheckWidth(shots, bits.Length);
            foreach (JsonElement shot in shots.Array("array").EnumerateArray())
            {
                table.Add(Row(shot, bits.Length));
            }
        }
        else
        {
            foreach (JsonElement entry in value.Array("counts").EnumerateArray())
            {
                JsonElement outcome = entry.Object("outcome");
                CheckWidth(outcome, bits.Length);
                JsonElement rows = outcome.Array("array");
                table.Add(
                    rows.GetArrayLength() == 1
                        ? Row(rows[0], bits.Length)
                        : throw new ResultFileException($"an outcome has {rows.GetArrayLength()} rows of bytes; a count belongs to one"),
                    entry.Field("count").WholeNumber("a count"));
            }
        }

        return [table];
    }

    private static (string Name, int Index) Bit(JsonElement bit) =>
        bit.IsArray() && bit.GetArrayLength() == 2 && bit[0].IsText() && bit[1].IsArray() && bit[1].GetArrayLength() == 1
            ? (bit[0].GetString()!, bit[1][0].Index("the index of a bit"))
            : throw new ResultFileException("'bits' is not a list of [register, [index]]; give the file as it was written");

    private static void CheckWidth(JsonElement outcomes, int width)
    {
        long given = outcomes.Field("width").WholeNumber("width");
        if (given != width)
        {
            throw new ResultFileException($"outcomes of {given} bits belong to {width} named bits; give the file as it was written");
        }
    }

    private static string Row(JsonElement bytes, int width)
    {
        int length = (width + 7) / 8;
        if (!bytes.IsArray() || bytes.GetArrayLength() != length)
        {
            throw new ResultFileException($"a shot of {width} bits is not {length} bytes; give the file as it was written");
        }

        byte[] packed = [.. bytes.EnumerateArray().Select(b => b.Index("a byte") is <= byte.MaxValue and var value
            ? (byte)value
            : throw new ResultFileException($"a byte is {ResultJson.Quote(b)}; bytes are from 0 to 255"))];
        return string.Create(width, packed, static (row, source) =>
        {
            for (int i = 0; i < row.Length; i++)
            {
                row[i] = (char)('0' + (source[i / 8] >> (7 - (i % 8)) & 1));
            }
        });
    }
}
