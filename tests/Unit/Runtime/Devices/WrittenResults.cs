using System.Buffers.Binary;
using System.IO.Compression;
using System.Numerics;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CutAwareQnn.Runtime;

namespace CutAwareQnn.Unit.Runtime.Devices;

/// <summary>Counts in the formats of other tools.</summary>
internal static class WrittenResults
{
    /// <summary>The formats that keep which outcomes of a circuit occurred together.</summary>
    public static IReadOnlyList<string> Formats { get; } =
    [
        "qiskit_result",
        "qiskit_primitive",
        "qiskit_counts",
        "integers",
        "braket",
        "cirq",
        "pytket",
        "pyquil",
        "iqm",
        "ionq_shots",
        "azure_v1",
        "azure_v2",
        "quantinuum", "pennylane_counts",
    ];

    /// <summary>Writes files, by circuit or in one, as the format's own tools do.</summary>
    public static IReadOnlyList<(string Name, byte[] Bytes)> Of(
        string format, IReadOnlyList<(OutcomeCircuit Circuit, IReadOnlyDictionary<BigInteger, long> Counts)> results)
    {
        JsonNode? whole = format switch
        {
            "qiskit_result" => new JsonObject
            {
                ["backend_name"] = "aer_simulator",
                ["results"] = new JsonArray([.. results.Select(r => new JsonObject
                {
                    ["shots"] = r.Counts.Values.Sum(),
                    ["data"] = new JsonObject { ["counts"] = Histogram(r.Counts, o => $"0x{o:x}") },
                    ["header"] = new JsonObject
                    {
                        ["name"] = r.Circuit.Name,
                        ["creg_sizes"] = new JsonArray([.. r.Circuit.Registers.Select(g => new JsonArray(g.Name, g.Size))]),
                        ["memory_slots"] = r.Circuit.BitCount,
                    },
                })]),
            },
            "qiskit_counts" =>
                Named(results, r => Histogram(r.Counts, o => string.Join(' ', Parts(r.Circuit, o).Select(Reversed).Reverse()))),
            "integers" => Named(results, r => Histogram(r.Counts, o => o.ToString(null, null))),
            "iqm" =>
                new JsonArray([.. results.Select(r => new JsonObject(
                    r.Circuit.Registers.SelectMany((g, i) => Enumerable.Range(0, g.Size).Select(b => KeyValuePair.Create(
                        $"{g.Name}_{g.Size}_{i}_{b}",
                        (JsonNode?)new JsonArray([.. Shots(r.Counts).Select(s => new JsonArray(Parts(r.Circuit, s)[i][b] - '0'))]))))))]),
            "azure_v2" => new JsonObject
            {
                ["DataFormat"] = "microsoft.quantum-results.v2",
                ["Results"] = new JsonArray([.. results.Select(r => new JsonObject
                {
                    ["Histogram"] = new JsonArray(
                        [.. r.Counts.Select(c => new JsonObject { ["Outcome"] = Lists(r.Circuit, c.Key), ["Count"] = c.Value })]),
                })]),
            },
            "qiskit_primitive" => JsonNode.Parse(Primitive([.. results.Select(r => r.Circuit.Registers
                .Select(
                    (g, i) => (
                        g.Name,
                        g.Size,
                        Shots(r.Counts).Select(s => (s >> r.Circuit.FirstBit(i)) & ((BigInteger.One << g.Size) - 1))
                            .ToArray())).ToArray())])),
            _ => null,
        };
        return whole is not null
            ? [("job.json", Encoding.UTF8.GetBytes(whole.ToJsonString()))]
            : [
                .. results.Select(
                    r => ($"{r.Circuit.Name}.json", Encoding.UTF8.GetBytes(Single(format, r.Circuit, r.Counts).ToJsonString()))),
            ];
    }

    /// <summary>Packs bits in bytes, the first one highest, in hexadecimal.</summary>
    public static string Packed(string bits) => Convert.ToHexString([.. bits.Chunk(8).Select(own =>
        (byte)own.Select((b, i) => b == '1' ? 0x80 >> i : 0).Sum())]);

    /// <summary>
    /// Returns a sampler's result as <c>RuntimeEncoder</c> writes it: .npy in zlib in base64, big-endian, padded on the left.
    /// </summary>
    public static string Primitive(params (string Name, int Bits, BigInteger[] Shots)[][] pubs)
    {
        IEnumerable<string> results = pubs.Select(registers => $$$$$$"""
            {"__type__": "SamplerPubResult", "__value__": {"data": {"__type__": "DataBin", "__value__":
            {"field_names": {{{{{{JsonSerializer.Serialize(registers.Select(r => r.Name))}}}}}}, "shape": [],
            "fields": { {{{{{{string.Join(",", registers.Select(Field))}}}}}} }}}}}
            """);
        return $$$$$$"""{"__type__": "PrimitiveResult", "__value__": {"pub_results": [{{{{{{string.Join(",", results)}}}}}}]}}""";
    }

    private static string Field((string Name, int Bits, BigInteger[] Shots) register)
    {
        int width = (register.Bits + 7) / 8;
        byte[] body =
            [.. register.Shots.SelectMany(s => Enumerable.Range(0, width).Select(b => (byte)((s >> (8 * (width - 1 - b))) & 0xff)))];
        string header = $"{{'descr': '|u1', 'fortran_order': False, 'shape': ({register.Shots.Length}, {width}), }}\n";
        byte[] length = new byte[2];
        BinaryPrimitives.WriteUInt16LittleEndian(length, (ushort)header.Length);
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            zlib.Write([0x93, .. "NUMPY"u8, 1, 0, .. length, .. Encoding.ASCII.GetBytes(header), .. body]);
        }

        return $$$$$$"""
            "{{{{{{register.Name}}}}}}": {"__type__": "BitArray", "__value__": {"num_bits": {{{{{{register.Bits}}}}}},
            "array": {"__type__": "ndarray", "__value__": "{{{{{{Convert.ToBase64String(packed.ToArray())}}}}}}"}}}
            """;
    }

    private static JsonNode Single(string format, OutcomeCircuit circuit, IReadOnlyDictionary<BigInteger, long> counts)
    {
        BigInteger[] shots = [.. Shots(counts)];
        string[] rows = [.. shots.Select(s => string.Concat(Parts(circuit, s)))];
        JsonNode Registers(Func<int, JsonNode?> of) =>
            new JsonObject(circuit.Registers.Select((r, i) => KeyValuePair.Create(r.Name, of(i))));
        return format switch
        {
            "braket" => new JsonObject
            {
                ["braketSchemaHeader"] = new JsonObject { ["name"] = "braket.task_result.gate_model_task_result" },
                ["measurements"] = new JsonArray([.. rows.Select(r => new JsonArray([.. r.Select(b => JsonValue.Create(b.ToString()))]))]),
                ["taskMetadata"] = new JsonObject { ["shots"] = shots.Length },
            },
            "cirq" => new JsonObject
            {
                ["cirq_type"] = "ResultDict",
                ["records"] =
                    new JsonObject(circuit.Registers.SelectMany((r, i) => Enumerable.Range(0, r.Size).Select(b => KeyValuePair.Create(
                    $"{r.Name}_{b}",
                    (JsonNode?)new JsonObject
                    {
                        ["packed_digits"] = Packed(string.Concat(shots.Select(s => Parts(circuit, s)[i][b]))),
                        ["binary"] = true,
                        ["shape"] = new JsonArray(shots.Length, 1, 1),
                    })))),
            },
            "pytket" => new JsonObject
            {
                ["bits"] = new JsonArray(
                    [
                        .. circuit.Registers.SelectMany(
                            r => Enumerable.Range(0, r.Size).Select(b => new JsonArray(r.Name, new JsonArray(b)))),
                    ]),
                ["shots"] = new JsonObject
                {
                    ["width"] = circuit.BitCount,
                    ["array"] = new JsonArray(
                        [.. rows.Select(r => new JsonArray([.. Convert.FromHexString(Packed(r)).Select(b => JsonValue.Create((int)b))]))]),
                },
            },
            "pyquil" =>
                Registers(
                    i => new JsonArray(
                        [.. shots.Select(s => new JsonArray([.. Parts(circuit, s)[i].Select(b => JsonValue.Create(b - '0'))]))])),
            "quantinuum" => Registers(i => new JsonArray([.. shots.Select(s => JsonValue.Create(Reversed(Parts(circuit, s)[i])))])),
            "ionq_shots" => new JsonObject
            {
                ["shots"] = new JsonArray([.. shots.Select(s => new JsonObject { ["registers"] = Registers(i => Parts(circuit, s)[i]) })]),
            },
            "azure_v1" => new JsonObject
            {
                ["Histogram"] = new JsonArray([.. counts.SelectMany(c => new JsonNode[]
                {
                    JsonValue.Create(Lists(circuit, c.Key).ToJsonString().Replace(",", ", ", StringComparison.Ordinal))!,
                    JsonValue.Create((double)c.Value / shots.Length),
                })]),
            },
            _ => Histogram(counts, o => string.Concat(Parts(circuit, o))),
        };
    }

    private static JsonArray Lists(OutcomeCircuit circuit, BigInteger outcome)
    {
        JsonArray[] lists = [.. Parts(circuit, outcome).Select(p => new JsonArray([.. p.Select(b => JsonValue.Create(b - '0'))]))];
        return lists.Length == 1 ? lists[0] : new JsonArray([.. lists]);
    }

    // Bit 0 first in each register.
    private static string[] Parts(OutcomeCircuit circuit, BigInteger outcome) => [.. circuit.Registers.Select((r, i) =>
        string.Concat(Enumerable.Range(circuit.FirstBit(i), r.Size).Select(bit => (outcome >> bit).IsEven ? '0' : '1')))];

    private static string Reversed(string bits) => string.Concat(bits.Reverse());

    private static IEnumerable<BigInteger> Shots(IReadOnlyDictionary<BigInteger, long> counts) =>
        counts.SelectMany(c => Enumerable.Repeat(c.Key, (int)c.Value));

    private static JsonObject Histogram(IReadOnlyDictionary<BigInteger, long> counts, Func<BigInteger, string> key) =>
        new(counts.Select(c => KeyValuePair.Create(key(c.Key), (JsonNode?)c.Value)));

    private static JsonObject Named(
        IEnumerable<(OutcomeCircuit Circuit, IReadOnlyDictionary<BigInteger, long> Counts)> results,
        Func<(OutcomeCircuit Circuit, IReadOnlyDictionary<BigInteger, long> Counts), JsonNode> of) =>
        new(results.Select(r => KeyValuePair.Create(r.Circuit.Name, (JsonNode?)of(r))));
}
