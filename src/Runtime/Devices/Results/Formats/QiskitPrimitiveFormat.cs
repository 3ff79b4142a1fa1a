using System.Text.Json;

namespace CutAwareQnn.Runtime;

/// <summary>
/// <c>PrimitiveResult</c> of a Qiskit sampler (version 2), written by <c>RuntimeEncoder</c>: per register an array of bytes, a shot's
/// bits big-endian and padded on the left. Shots of all registers belong together. Arrays of parameters give rows.
/// </summary>
internal sealed class QiskitPrimitiveFormat : IResultFormat
{
    public string Name => "qiskit_primitive";

    public bool Fits(JsonElement value, ResultReading reading) => value.Has("__type__");

    public IEnumerable<OutcomeTable> Read(JsonElement value, ResultReading reading) =>
        Unwrapped(value, "PrimitiveResult").Array("pub_results").EnumerateArray().SelectMany(Tables).ToArray();

    private static IEnumerable<OutcomeTable> Tables(JsonElement pub)
    {
        JsonElement data = Unwrapped(Unwrapped(pub, "SamplerPubResult").Field("data"), "DataBin");
        JsonElement fields = data.Object("fields");
        string[] names = data.Has("field_names")
            ? [.. data.Array("field_names").EnumerateArray().Select(n => n.IsText() ? n.GetString()! : "")]
            : [.. fields.EnumerateObject().Select(f => f.Name)];
        (TableRegister Register, NumpyArray Bytes)[] registers = [.. names.Select(name => Register(name, fields.Field(name)))];
        if (registers.Length == 0)
        {
            throw new ResultFileException("a result has no classical register; measure the circuit's qubits");
        }

        int[] shape = registers[0].Bytes.Shape[..^1];
        if (registers.FirstOrDefault(r => !r.Bytes.Shape.AsSpan()[..^1].SequenceEqual(shape)).Register is { } other)
        {
            throw new ResultFileException($"registers '{registers[0].Register.Name}' and '{other.Name}' have different numbers of shots");
        }

        int shots = shape[^1];
        int rowCount = shape[..^1].Aggregate(1, (product, axis) => product * axis);
        for (int row = 0; row < rowCount; row++)
        {
            yield return Table(registers, row * shots, shots, shape.Length == 1 ? null : RowName(shape[..^1], row));
        }
    }

    private static (TableRegister Register, NumpyArray Bytes) Register(string name, JsonElement field)
    {
        JsonElement bits = Unwrapped(field, "BitArray");
        int size = bits.Field("num_bits").Index("num_bits");
        JsonElement array = bits.Field("array");
        if (!array.Has("__type__") || array.Text("__type__") != "ndarray")
        {
            throw new ResultFileException($"register '{ResultJson.Quote(name)}' is not an array of bits; give a sampler's result");
        }

        var bytes = NumpyArray.ReadCompressed(array.Text("__value__"));
        return bytes.Shape.Length >= 2 && bytes.Shape[^1] == (size + 7) / 8
            ? (new(name, size), bytes)
            : throw new ResultFileException(
                $"register '{ResultJson.Quote(name)}' of {size} bits has shape ({string.Join(", ", bytes.Shape)}); "
                + $"its last axis holds {(size + 7) / 8} bytes");
    }

    private static OutcomeTable Table((TableRegister Register, NumpyArray Bytes)[] registers, int firstShot, int shots, string? row)
    {
        TableRegister[] described = [.. registers.Select(r => r.Register)];
        var table = new OutcomeTable(OutcomeTable.Elements(described), described) { IsDeclaredOrder = true, Row = row };
        char[] bits = new char[table.Columns.Count];
        for (int shot = firstShot; shot < firstShot + shots; shot++)
        {
            int next = 0;
            foreach ((TableRegister register, NumpyArray bytes) in registers)
            {
                int width = bytes.Shape[^1];
                ReadOnlySpan<byte> own = bytes.Values.AsSpan(shot * width, width);
                for (int bit = 0; bit < register.Size; bit++)
                {
                    bits[next++] = (char)('0' + (own[width - 1 - (bit / 8)] >> (bit % 8) & 1));
                }

                if (register.Size % 8 != 0 && own[0] >> (register.Size % 8) != 0)
                {
                    throw new ResultFileException($"a shot of register '{register.Name}' has more than its {register.Size} bits");
                }
            }

            table.Add(bits);
        }

        return table;
    }

    private static string RowName(int[] shape, int row)
    {
        int[] index = new int[shape.Length];
        for (int axis = shape.Length - 1; axis >= 0; axis--)
        {
            index[axis] = row % shape[axis];
            row /= shape[axis];
        }

        return $"[{string.Join(",", index)}]";
    }

    private static JsonElement Unwrapped(JsonElement value, string type) => value.Has("__type__") && value.Text("__type__") == type
        ? value.Object("__value__")
        : throw new ResultFileException($"a Qiskit object is not a {type}; give the result of a sampler, which has counts");
}
