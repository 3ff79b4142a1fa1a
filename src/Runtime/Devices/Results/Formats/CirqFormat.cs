using System.Globalization;
using System.Text.Json;

namespace CutAwareQnn.Runtime;

/// <summary>
/// <c>cirq.to_json(Result)</c>: per measurement key packed bits, the first shot highest. Circuits read from OpenQASM have one key
/// <c>REGISTER_INDEX</c> per classical bit; in a wider key column i is bit i.
/// </summary>
internal sealed class CirqFormat : IResultFormat
{
    public string Name => "cirq";

    public bool Fits(JsonElement value, ResultReading reading) => value.Has("cirq_type");

    public IEnumerable<OutcomeTable> Read(JsonElement value, ResultReading reading)
    {
        JsonElement records = value.Has("records") ? value.Object("records")
            : value.Has("measurements") ? value.Object("measurements")
            : throw new ResultFileException("the Cirq object has no 'records'; give a Result that cirq.to_json wrote");
        HashSet<string> known = [.. reading.Circuits.SelectMany(c => c.Registers).Select(r => r.Name)];
        Key[] keys = [.. records.EnumerateObject().Select(r => Key.Read(r.Name, r.Value, known))];
        if (keys.Length == 0)
        {
            throw new ResultFileException("the Cirq result has no measurement keys; measure the circuit's qubits");
        }

        if (Array.Find(keys, k => k.Shots != keys[0].Shots) is { } other)
        {
            throw new ResultFileException($"keys have {keys[0].Shots} and {other.Shots} shots; shots of all keys belong together");
        }

        TableRegister[] registers =
        [
            .. keys.GroupBy(k => k.Register, StringComparer.Ordinal)
                .Select(g => new TableRegister(g.Key, g.Max(k => k.First + k.Width), HasSize: g.Any(k => k.IsWhole))),
        ];
        OutcomeColumn[] columns =
        [
            .. keys.SelectMany(k => Enumerable.Range(k.First, k.Width)
                .Select(i => new OutcomeColumn(ColumnKind.Element, i, Array.FindIndex(registers, r => r.Name == k.Register)))),
        ];
        var table = new OutcomeTable(columns, registers);
        char[] row = new char[columns.Length];
        for (int shot = 0; shot < keys[0].Shots; shot++)
        {
            int next = 0;
            foreach (Key key in keys)
            {
                for (int i = 0; i < key.Width; i++)
                {
                    row[next++] = key.Bits((((shot * key.Repeats) + key.Repeats - 1) * key.Width) + i) ? '1' : '0';
                }
            }

            table.Add(row);
        }

        return [table];
    }

    /// <summary>One measurement key. A key measured again keeps its last outcome, as a classical bit does.</summary>
    private sealed record Key(string Register, int First, int Width, bool IsWhole, int Shots, int Repeats, Func<int, bool> Bits)
    {
        public static Key Read(string name, JsonElement record, HashSet<string> known)
        {
            int[] shape = [.. record.Array("shape").EnumerateArray().Select(a => a.Index("a shape"))];
            if (shape.Length is not (2 or 3))
            {
                throw new ResultFileException($"key '{ResultJson.Quote(name)}' has {shape.Length} axes; give (shots, repeats, qubits)");
            }

            int width = shape[^1];
            int repeats = shape.Length == 3 ? shape[1] : 1;
            Func<int, bool> bits = Unpacked(name, record, checked(shape[0] * repeats * width));
            int underscore = name.LastIndexOf('_');
            bool isElement = width == 1 && !known.Contains(name) && underscore > 0
                && (known.Count == 0 || known.Contains(name[..underscore]))
                && int.TryParse(name.AsSpan(underscore + 1), NumberStyles.None, CultureInfo.InvariantCulture, out _);
            return isElement
                ? new(
                    name[..underscore],
                    int.Parse(name.AsSpan(underscore + 1), CultureInfo.InvariantCulture),
                    1,
                    false,
                    shape[0],
                    repeats,
                    bits)
                : new(name, 0, width, true, shape[0], repeats, bits);
        }

        private static Func<int, bool> Unpacked(string name, JsonElement record, int count)
        {
            byte[] bytes;
            try
            {
                bytes = Convert.FromHexString(record.Text("packed_digits"));
            }
            catch (FormatException)
            {
                throw new ResultFileException(
                    $"key '{ResultJson.Quote(name)}' has packed_digits that are not hexadecimal; give the file whole");
            }

            if (record.Has("binary") && record.GetProperty("binary").ValueKind == JsonValueKind.False)
            {
                byte[] digits = NumpyArray.Read(bytes).Values;
                return digits.Length == count && digits.All(d => d <= 1)
                    ? i => digits[i] != 0
                    : throw new ResultFileException($"key '{ResultJson.Quote(name)}' holds other digits than bits; measure qubits");
            }

            return bytes.Length == (count + 7) / 8
                ? i => (bytes[i / 8] >> (7 - (i % 8)) & 1) != 0
                : throw new ResultFileException(
                    $"key '{ResultJson.Quote(name)}' has {bytes.Length} bytes for {count} bits; give the file as it was written, whole");
        }
    }
}
