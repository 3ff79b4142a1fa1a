using System.Text.Json;

namespace CutAwareQnn.Runtime;

/// <summary>
/// <c>Result.to_dict()</c> of Qiskit back ends: hexadecimal outcomes whose bit i is classical bit i over all registers, or with
/// <c>memory</c> one per shot.
/// </summary>
internal sealed class QiskitResultFormat : IResultFormat
{
    private const int ClassifiedLevel = 2;

    public string Name => "qiskit_result";

    public bool Fits(JsonElement value, ResultReading reading) =>
        value.Has("results") && value.GetProperty("results").IsArray()
            && (value.Has("backend_name") || value.Has("success") || value.Has("job_id"));

    public IEnumerable<OutcomeTable> Read(JsonElement value, ResultReading reading) =>
        value.Array("results").EnumerateArray().Select(Table);

    private static OutcomeTable Table(JsonElement result)
    {
        JsonElement header = result.Has("header") ? result.GetProperty("header") : default;
        string? name = header.Has("name") ? header.Text("name") : null;
        string which = name is null ? "a circuit" : $"circuit '{ResultJson.Quote(name)}'";
        if (result.Has("success") && result.GetProperty("success").ValueKind == JsonValueKind.False)
        {
            throw new ResultFileException($"{which} failed on the back end, so it has no counts; run it again");
        }

        if (result.Has("meas_level") && result.GetProperty("meas_level").WholeNumber("meas_level") != ClassifiedLevel)
        {
            throw new ResultFileException(
                $"{which} was measured at meas_level {result.GetProperty("meas_level")}; run it at level 2, which gives bits");
        }

        TableRegister[] registers = header.Has("creg_sizes") ? Registers(header) : [];
        int bits = registers.Sum(r => r.Size);
        int? slots = header.Has("memory_slots")
            ? header.GetProperty("memory_slots").Index("memory_slots")
            : registers.Length > 0 ? bits : null;
        OutcomeTable Create(int width) => new(
            slots is null ? OutcomeTable.Sequence(ColumnKind.LowBit, width)
            : slots == bits ? OutcomeTable.Elements(registers)
            : OutcomeTable.Sequence(ColumnKind.Bit, slots.Value),
            registers)
        {
            Name = name,
            IsDeclaredOrder = true,
            StatedShots = result.Has("shots") ? result.GetProperty("shots").WholeNumber("shots") : null,
        };

        JsonElement data = result.Object("data");
        return data.Has("counts") ? NumberTables.Read(data.Object("counts"), Create)
            : data.Has("memory") ? Memory(data.Array("memory"), Create)
            : throw new ResultFileException($"{which} has neither counts nor memory; measure its qubits and run it again");
    }

    private static TableRegister[] Registers(JsonElement header) =>
        [.. header.Array("creg_sizes").EnumerateArray().Select(r => r.IsArray() && r.GetArrayLength() == 2 && r[0].IsText()
            ? new TableRegister(r[0].GetString()!, r[1].Index("a register's size"))
            : throw new ResultFileException("'creg_sizes' is not a list of [name, size]; give the file as it was written"))];

    private static OutcomeTable Memory(JsonElement memory, Func<int, OutcomeTable> create)
    {
        string[] shots = [.. memory.EnumerateArray().Select(s => s.IsText() ? s.GetString()! : ResultJson.Quote(s))];
        OutcomeTable table = create(shots.Length == 0 ? 1 : shots.Max(s => OutcomeText.Width(OutcomeText.Number(s))));
        foreach (string shot in shots)
        {
            table.Add(OutcomeText.Row(OutcomeText.Number(shot), table.Columns.Count));
        }

        return table;
    }
}
