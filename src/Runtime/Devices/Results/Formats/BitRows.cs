using System.Text.Json;

namespace CutAwareQnn.Runtime;

/// <summary>Lists of shots that are lists of bits.</summary>
internal static class BitRows
{
    /// <summary>Reads one row per shot.</summary>
    /// <param name="rows">The shots.</param>
    /// <param name="kind">What position i of a row is.</param>
    /// <param name="width">The length of a row, where it is stated; null to take that of the first.</param>
    /// <param name="statedShots">The number of rows, where it is stated.</param>
    public static OutcomeTable Read(JsonElement rows, ColumnKind kind, int? width = null, long? statedShots = null)
    {
        int columns = width ?? WidthOf(rows);
        var table = new OutcomeTable(OutcomeTable.Sequence(kind, columns)) { StatedShots = statedShots };
        char[] row = new char[columns];
        int shot = 0;
        foreach (JsonElement bits in rows.EnumerateArray())
        {
            Fill(bits, row, shot++);
            table.Add(row);
        }

        return table;
    }

    /// <summary>The length of the first row; 0 where there is none.</summary>
    public static int WidthOf(JsonElement rows) => rows.GetArrayLength() == 0 ? 0 : rows[0].IsArray() ? rows[0].GetArrayLength() : 1;

    /// <summary>Writes a shot's bits; a single bit needs no list.</summary>
    public static void Fill(JsonElement bits, Span<char> row, int shot)
    {
        int length = bits.IsArray() ? bits.GetArrayLength() : 1;
        if (length != row.Length)
        {
            throw new ResultFileException($"shot {shot} has {length} bits but others have {row.Length}; give the file as it was written");
        }

        if (!bits.IsArray())
        {
            row[0] = bits.Bit($"shot {shot}");
            return;
        }

        int column = 0;
        foreach (JsonElement bit in bits.EnumerateArray())
        {
            row[column++] = bit.Bit($"shot {shot}");
        }
    }
}
