using System.Text.Json;

namespace CutAwareQnn.Runtime;

/// <summary>
/// qibo's frequencies of all bits and of each register: registers in the order of their first measurement, bit 0 of each leftmost.
/// </summary>
internal sealed class QiboFormat : IResultFormat
{
    public string Name => "qibo";

    public bool Fits(JsonElement value, ResultReading reading) => value.Has("frequencies") && value.Has("registers");

    public IEnumerable<OutcomeTable> Read(JsonElement value, ResultReading reading)
    {
        (TableRegister Register, JsonElement Marginal)[] parts =
            [.. value.Object("registers").EnumerateObject().Select(r => (Register(r), r.Value))];
        TableRegister[] registers = [.. parts.Select(p => p.Register)];
        OutcomeColumn[] columns = OutcomeTable.Elements(registers);
        OutcomeTable table = BinaryTables.Read(
            value.Object("frequencies"),
            width => width == columns.Length || width == 0
                ? new(columns, registers)
                : throw new ResultFileException($"outcomes of {width} bits belong to registers of {columns.Length} bits in all"),
            BitOrder.First);
        int first = 0;
        foreach ((TableRegister register, JsonElement marginal) in parts)
        {
            Check(table, register, marginal, first);
            first += register.Size;
        }

        return [table];
    }

    private static TableRegister Register(JsonProperty register) =>
        register.Value.IsObject() && register.Value.EnumerateObject().FirstOrDefault() is { Name: { Length: > 0 } outcome }
            ? new(register.Name, outcome.Length, HasSize: false)
            : throw new ResultFileException(
                $"register '{ResultJson.Quote(register.Name)}' has no frequencies; give the file as it was written");

    // The order of registers rests on it.
    private static void Check(OutcomeTable table, TableRegister register, JsonElement marginal, int first)
    {
        Dictionary<string, double> sums = table.Weights.GroupBy(w => w.Key.Substring(first, register.Size), StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.Sum(w => w.Value), StringComparer.Ordinal);
        if (marginal.EnumerateObject().Any(p => p.Value.WholeNumber("a frequency") != sums.GetValueOrDefault(p.Name)))
        {
            throw new ResultFileException(
                $"the frequencies of register '{ResultJson.Quote(register.Name!)}' are not those of all bits; list registers as "
                + "they were measured first");
        }
    }
}
