using System.Text.Json;

namespace CutAwareQnn.Runtime;

/// <summary>IonQ's shots, version 2: per shot and register a string whose character i is bit i. <c>output_all</c> repeats them.</summary>
internal sealed class IonqShotsFormat : IResultFormat
{
    private const string Everything = "output_all";

    public string Name => "ionq_shots";

    public bool Fits(JsonElement value, ResultReading reading) => value.Has("shots") && value.GetProperty("shots").IsArray()
        && value.GetProperty("shots").EnumerateArray().All(s => s.Has("registers"));

    public IEnumerable<OutcomeTable> Read(JsonElement value, ResultReading reading)
    {
        JsonElement[] shots = [.. value.Array("shots").EnumerateArray().Select(s => s.Object("registers"))];
        if (shots.Length == 0)
        {
            throw new ResultFileException("'shots' is empty, so nothing was measured; give the results of a job that ran");
        }

        TableRegister[] registers =
        [
            .. shots[0].EnumerateObject().Where(r => r.Name != Everything)
                .Select(r => new TableRegister(r.Name, Bits(shots[0], r.Name).Length)),
        ];
        var table = new OutcomeTable(OutcomeTable.Elements(registers), registers) { IsDeclaredOrder = true };
        foreach (JsonElement shot in shots)
        {
            string[] parts = [.. registers.Select(r => Bits(shot, r.Name!))];
            if (Enumerable.Range(0, parts.Length).FirstOrDefault(r => parts[r].Length != registers[r].Size, -1) is >= 0 and var odd)
            {
                throw new ResultFileException(
                    $"register '{ResultJson.Quote(registers[odd].Name!)}' has {registers[odd].Size} and {parts[odd].Length} bits "
                    + "in different shots");
            }

            table.Add(string.Concat(parts));
        }

        return [table];
    }

    private static string Bits(JsonElement shot, string register) => shot.Text(register) is var bits && bits.All(c => c is '0' or '1')
        ? bits
        : throw new ResultFileException($"register '{ResultJson.Quote(register)}' holds other characters than 0 and 1");
}
