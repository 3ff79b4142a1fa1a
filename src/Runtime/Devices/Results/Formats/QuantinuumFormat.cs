using System.Text.Json;

namespace CutAwareQnn.Runtime;

/// <summary>
/// Quantinuum's results: per register one string per shot, bit 0 rightmost; '-' and '2' mark lost qubits. Other keys, such as an access
/// token, are neither kept nor printed.
/// </summary>
internal sealed class QuantinuumFormat : IResultFormat
{
    public string Name => "quantinuum";

    public bool Fits(JsonElement value, ResultReading reading) => value.IsObject() && value.EnumerateObject().Any(p => IsRegister(p.Value));

    public IEnumerable<OutcomeTable> Read(JsonElement value, ResultReading reading)
    {
        (string Name, string[] Shots)[] parts =
        [
            .. value.EnumerateObject().Where(p => IsRegister(p.Value))
                .Select(p => (p.Name, p.Value.EnumerateArray().Select(s => s.IsText() ? s.GetString()! : "?").ToArray())),
        ];
        foreach ((string name, string[] shots) in parts)
        {
            if (shots.Length != parts[0].Shots.Length)
            {
                throw new ResultFileException(
                    $"registers '{ResultJson.Quote(parts[0].Name)}' and '{ResultJson.Quote(name)}' have {parts[0].Shots.Length} "
                    + $"and {shots.Length} shots; "
                    + "shots of all registers belong together");
            }

            if (Array.Exists(shots, s => s.Length != shots[0].Length || !s.All(IsOutcome)))
            {
                throw new ResultFileException(
                    $"register '{ResultJson.Quote(name)}' has shots that are not {shots[0].Length} characters 0 or 1");
            }
        }

        TableRegister[] registers = [.. parts.Select(p => new TableRegister(p.Name, p.Shots[0].Length))];
        var table = new OutcomeTable(OutcomeTable.Elements(registers), registers) { IsDeclaredOrder = true };
        for (int shot = 0; shot < parts[0].Shots.Length; shot++)
        {
            string row = string.Concat(parts.Select(p => OutcomeText.Reversed(p.Shots[shot])));
            if (row.AsSpan().IndexOfAnyExcept('0', '1') >= 0)
            {
                table.LostShots++;
                continue;
            }

            table.Add(row);
        }

        return [table];
    }

    private static bool IsOutcome(char c) => c is '0' or '1' or '2' or '-';

    private static bool IsRegister(JsonElement value) => value.IsArray() && value.GetArrayLength() > 0
        && value[0].IsText() && value[0].GetString() is { Length: > 0 } first && first.All(IsOutcome);
}
