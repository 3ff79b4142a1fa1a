using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace CutAwareQnn.Runtime;

/// <summary>
/// IQM's <c>CircuitMeasurementResults</c>: per classical bit a key <c>NAME_SIZE_REGISTERINDEX_BIT</c> with one list per shot; bits that
/// were not measured are absent.
/// </summary>
internal sealed partial class IqmFormat : IResultFormat
{
    public string Name => "iqm";

    public bool Fits(JsonElement value, ResultReading reading) => value.IsArray()
        ? value.GetArrayLength() > 0 && value.EnumerateArray().All(IsCircuit)
        : IsCircuit(value);

    public IEnumerable<OutcomeTable> Read(JsonElement value, ResultReading reading) =>
        value.IsArray() ? value.EnumerateArray().Select(Table).ToArray() : [Table(value)];

    /// <summary>The parts of a key; null where it has another form.</summary>
    public static (string Register, int Size, int Index, int Bit)? Key(string key) => KeyForm().Match(key) is { Success: true } match
        ? (match.Groups["name"].Value, Part(match, "size"), Part(match, "index"), Part(match, "bit"))
        : null;

    private static bool IsCircuit(JsonElement value) => value.IsObject() && value.EnumerateObject().Any()
        && value.EnumerateObject().All(p => p.Value.IsArray() && Key(p.Name) is not null);

    private static OutcomeTable Table(JsonElement circuit)
    {
        JsonProperty[] keys = [.. circuit.EnumerateObject()];
        (string Register, int Size, int Index, int Bit)[] bits = [.. keys.Select(k => Key(k.Name)!.Value)];
        var registers = bits.Select(b => (b.Register, b.Size, b.Index)).Distinct().OrderBy(r => r.Index).ToList();
        if (bits.FirstOrDefault(b => b.Bit >= b.Size) is { Register.Length: > 0 } outside)
        {
            throw new ResultFileException(
                $"register '{outside.Register}' of {outside.Size} bits has a bit {outside.Bit}; use 0 to {outside.Size - 1}");
        }

        if (registers.Select(r => r.Index).Distinct().Count() < registers.Count)
        {
            throw new ResultFileException("two registers have one index; give the file as it was written");
        }

        int shots = keys[0].Value.GetArrayLength();
        if (Array.FindIndex(keys, k => k.Value.GetArrayLength() != shots) is >= 0 and var odd)
        {
            throw new ResultFileException(
                $"bits have {shots} and {keys[odd].Value.GetArrayLength()} shots; shots of all bits belong together");
        }

        var table = new OutcomeTable(
            [.. bits.Select(b => new OutcomeColumn(ColumnKind.Element, b.Bit, registers.IndexOf((b.Register, b.Size, b.Index))))],
            [.. registers.Select(r => new TableRegister(r.Register, r.Size))])
        {
            IsDeclaredOrder = true,
        };
        JsonElement[][] columns = [.. keys.Select(k => k.Value.EnumerateArray().ToArray())];
        char[] row = new char[keys.Length];
        for (int shot = 0; shot < shots; shot++)
        {
            for (int i = 0; i < row.Length; i++)
            {
                BitRows.Fill(columns[i][shot], row.AsSpan(i, 1), shot);
            }

            table.Add(row);
        }

        return table;
    }

    private static int Part(Match match, string group) => int.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^(?<name>.+)_(?<size>\d{1,6})_(?<index>\d{1,6})_(?<bit>\d{1,6})$")]
    private static partial Regex KeyForm();
}
