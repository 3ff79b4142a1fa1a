using System.Text.Json;

namespace CutAwareQnn.Runtime;

/// <summary>pyquil's register map: per register one row of bits per shot, column i for bit i.</summary>
internal sealed class PyquilFormat : IResultFormat
{
    public string Name => "pyquil";

    public bool Fits(JsonElement value, ResultReading reading) => value.IsObject() && value.EnumerateObject().Any()
        && value.EnumerateObject().All(p => IsRows(p.Value) && IqmFormat.Key(p.Name) is null);

    public IEnumerable<OutcomeTable> Read(JsonElement value, ResultReading reading)
    {
        JsonProperty[] maps = [.. value.EnumerateObject()];
        bool isNamed = maps.Length > 1 || reading.Circuits.Count == 0 || reading.Circuits.Any(c => c.IndexOf(maps[0].Name) >= 0);
        if (!isNamed)
        {
            return [BitRows.Read(maps[0].Value, ColumnKind.Bit)];
        }

        int shots = maps[0].Value.GetArrayLength();
        TableRegister[] registers = [.. maps.Select(m => m.Value.GetArrayLength() == shots
            ? new TableRegister(m.Name, BitRows.WidthOf(m.Value))
            : throw new ResultFileException(
                $"registers have {shots} and {m.Value.GetArrayLength()} shots; shots of all registers belong together"))];
        var table = new OutcomeTable(OutcomeTable.Elements(registers), registers);
        char[] row = new char[table.Columns.Count];
        for (int shot = 0; shot < shots; shot++)
        {
            int first = 0;
            for (int r = 0; r < maps.Length; r++)
            {
                BitRows.Fill(maps[r].Value[shot], row.AsSpan(first, registers[r].Size), shot);
                first += registers[r].Size;
            }

            table.Add(row);
        }

        return [table];
    }

    private static bool IsRows(JsonElement value) => value.IsArray() && value.GetArrayLength() > 0 && value[0].IsArray();
}
