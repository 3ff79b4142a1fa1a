using System.Numerics;
using System.Text;
using CutAwareQnn.Runtime;
using Xunit;

namespace CutAwareQnn.Unit.Runtime.Devices;

/// <summary>Registers, widths and bits of every shape that the formats allow, beyond the recorded files.</summary>
public sealed class ResultVariationTests
{
    private const int WideBits = 75;

    // Registers whose order is not alphabetical, a bit that nothing measures, a qubit that nothing measures, crossed bits.
    private static readonly OutcomeCircuit Crossed = RecordedResults.Measuring(
        "qubit[4] q;\nbit[2] z;\nbit[3] a;\nx q[2];\na[2] = measure q[0];\nz[1] = measure q[1];\na[0] = measure q[2];\nz[0] = "
        + "measure q[3];\n");

    private static readonly OutcomeCircuit Wide = RecordedResults.Measuring($"qubit[{WideBits}] q;\nbit[{WideBits}] c;\nc = measure q;\n");

    public static TheoryData<string, string> CrossedFiles => new()
    {
        // Outcome: z = 01 (z[0] = 1), a = 100 (a[2] = 1): bits 0 and 4.
        { "qiskit_result", """{"backend_name": "b", "results": [{"shots": 3, "data": {"counts": {"0x11": 3}}, "header": {"name": "it", "creg_sizes": [["z", 2], ["a", 3]], "memory_slots": 5}}]}""" },
        { "qiskit_result", """{"backend_name": "b", "results": [{"shots": 3, "data": {"counts": {"0x11": 3}}, "header": null}]}""" },
        { "qiskit_counts", """{"100 01": 3}""" },
        { "qiskit_counts", """[{"100 01": 3}]""" },
        { "qiskit_counts", """{"it": {"10001": 3}}""" },
        { "integers", """{"it": {"17": 3}}""" },
        { "integers", """{"0x11": 3}""" },
        { "braket", """{"braketSchemaHeader": {"name": "braket.task_result.gate_model_task_result"}, "measurements": [[1,0,0,1],[1,0,0,1],[1,0,0,1]], "measuredQubits": [3,1,2,0], "taskMetadata": {"shots": 3}}""" },
        { "braket", """{"braketSchemaHeader": {"name": "braket.task_result.gate_model_task_result"}, "measurements": null, "measurementProbabilities": {"1001": 1.0}, "measuredQubits": [3,1,2,0], "taskMetadata": {"shots": 3}}""" },
        { "cirq", """{"cirq_type": "ResultDict", "records": {"a_2": {"packed_digits": "e0", "binary": true, "shape": [3,1,1]}, "z_1": {"packed_digits": "00", "binary": true, "shape": [3,1,1]}, "a_0": {"packed_digits": "00", "binary": true, "shape": [3,1,1]}, "z_0": {"packed_digits": "e0", "binary": true, "shape": [3,1,1]}}}""" },
        { "cirq", """{"cirq_type": "Result", "measurements": {"z": {"packed_digits": "a8", "binary": true, "shape": [3,2]}, "a": {"packed_digits": "2480", "binary": true, "shape": [3,3]}}}""" },
        { "pytket", """{"qubits": [], "bits": [["a",[0]],["a",[2]],["z",[0]],["z",[1]]], "shots": {"width": 4, "array": [[96],[96],[96]]}}""" },
        { "pytket", """{"qubits": [], "bits": [["z",[0]],["z",[1]],["a",[0]],["a",[2]]], "counts": [{"outcome": {"width": 4, "array": [[144]]}, "count": 3}]}""" },
        { "pennylane_counts", """[{"1001": 3}]""" },
        { "pennylane_samples", """[[[1,0,0,1],[1,0,0,1],[1,0,0,1]]]""" },
        { "pennylane_samples", """[[true,false,false,true],[true,false,false,true],[true,false,false,true]]""" },
        { "qibo", """{"frequencies": {"10001": 3}, "registers": {"z": {"10": 3}, "a": {"001": 3}}}""" },
        { "pyquil", """{"z": [[1,0],[1,0],[1,0]], "a": [[0,0,1],[0,0,1],[0,0,1]]}""" },
        { "pyquil", """{"ro": [[1,0,0,0,1],[1,0,0,0,1],[1,0,0,0,1]]}""" },
        { "iqm", """[{"z_2_0_0": [[1],[1],[1]], "a_3_1_2": [[1],[1],[1]], "a_3_1_0": [[0],[0],[0]], "z_2_0_1": [[0],[0],[0]]}]""" },
        { "ionq_flat", """{"9": 3}""" },
        { "ionq_shots", """{"shots": [{"registers": {"a": "001", "z": "10", "output_all": "10001"}}, {"registers": {"z": "10", "a": "001"}}, {"registers": {"z": "10", "a": "001"}}]}""" },
        { "azure_v2", """{"DataFormat": "microsoft.quantum-results.v2", "Results": [{"Histogram": [{"Outcome": [[1, 0], [0, 0, 1]], "Display": "", "Count": 3}]}]}""" },
        { "azure_v1", """{"Histogram": ["([1, 0], [0, 0, 1])", 1.0]}""" },
        { "quantinuum", """{"a": ["100", "100", "100"], "z": ["01", "01", "01"], "access_token": "secret"}""" },
    };

    [Theory]
    [MemberData(nameof(CrossedFiles))]
    public void CrossedRegisters_ComeBackInOrderOfDeclaration(string format, string json)
    {
        bool isAzure = format.StartsWith("azure", StringComparison.Ordinal);
        ResultFile read =
            RecordedResults.Read(json, new ResultReading([Crossed], format == "azure_v1" ? 3 : null, isAzure ? BitOrder.First : null));
        Assert.Equal(format, read.Format);
        CircuitCounts counts = Assert.Single(read.Circuits);
        Assert.Equal(new Dictionary<BigInteger, long> { [0b10001] = 3 }, counts.Counts);
        Assert.Equal([("z", 2), ("a", 3)], counts.Registers.Select(r => (r.Name, r.Size)));
        Assert.Equal("it", counts.Name);
    }

    public static TheoryData<string> WideFormats =>
        [
            "hexadecimal",
            "memory",
            "decimal",
            "binary",
            "primitive",
            "braket",
            "cirq",
            "pytket",
            "pennylane",
            "iqm",
            "ionq",
            "azure",
            "quantinuum",
            "pyquil",
        ];

    [Theory]
    [MemberData(nameof(WideFormats))]
    public void MoreBitsThanAWord_AreKept(string how)
    {
        BigInteger[] outcomes = [(BigInteger.One << 74) | (BigInteger.One << 64) | 1, (BigInteger.One << 63) | 6];
        string[] first = [.. outcomes.Select(o => string.Concat(Enumerable.Range(0, WideBits).Select(i => (o >> i).IsEven ? '0' : '1')))];
        string[] last = [.. first.Select(f => string.Concat(f.Reverse()))];
        string[] lists = [.. first.Select(f => $"[{string.Join(",", f.AsEnumerable())}]")];
        string json = how switch
        {
            "hexadecimal" => $$$$$$"""{"backend_name": "b", "results": [{"shots": 2, "data": {"counts": {"0x{{{{{{outcomes[0]:x}}}}}}": 1, "0x{{{{{{outcomes[1]:x}}}}}}": 1}}, "header": {"memory_slots": 75}}]}""",
            "memory" => $$$$$$"""{"backend_name": "b", "results": [{"shots": 2, "data": {"memory": ["0x{{{{{{outcomes[0]:x}}}}}}", "0x{{{{{{outcomes[1]:x}}}}}}"]}, "header": {"memory_slots": 75}}]}""",
            "decimal" => $$$$$$"""{"it": {"{{{{{{outcomes[0]}}}}}}": 1, "{{{{{{outcomes[1]}}}}}}": 1}}""",
            "binary" => $$$$$$"""{"it": {"{{{{{{last[0]}}}}}}": 1, "{{{{{{last[1]}}}}}}": 1}}""",
            "primitive" => WrittenResults.Primitive([("c", WideBits, outcomes)]),
            "braket" => $$$$$$"""{"braketSchemaHeader": {"name": "braket.task_result.gate_model_task_result"}, "measurements": [{{{{{{string.Join(",", lists)}}}}}}]}""",
            "cirq" => $$$$$$"""{"cirq_type": "ResultDict", "records": {"c": {"packed_digits": "{{{{{{WrittenResults.Packed(string.Concat(first))}}}}}}", "binary": true, "shape": [2, 1, 75]}}}""",
            "pytket" => $$$$$$"""{"bits": [{{{{{{string.Join(",", Enumerable.Range(0, WideBits).Select(i => $"[\"c\",[{i}]]"))}}}}}}], "shots": {"width": 75, "array": [{{{{{{string.Join(",", first.Select(f => $"[{string.Join(",", Convert.FromHexString(WrittenResults.Packed(f)))}]"))}}}}}}]}}""",
            "pennylane" => $$$$$$"""[{"{{{{{{first[0]}}}}}}": 1, "{{{{{{first[1]}}}}}}": 1}]""",
            "iqm" => $$$$$$"""[{ {{{{{{string.Join(",", Enumerable.Range(0, WideBits).Select(i => $"\"c_75_0_{i}\": [[{first[0][i]}],[{first[1][i]}]]"))}}}}}} }]""",
            "ionq" => $$$$$$"""{"shots": [{"registers": {"c": "{{{{{{first[0]}}}}}}"}}, {"registers": {"c": "{{{{{{first[1]}}}}}}"}}]}""",
            "azure" => $$$$$$"""{"DataFormat": "microsoft.quantum-results.v2", "Results": [{"Shots": [{{{{{{string.Join(",", lists)}}}}}}]}]}""",
            "quantinuum" => $$$$$$"""{"c": ["{{{{{{last[0]}}}}}}", "{{{{{{last[1]}}}}}}"]}""",
            _ => $$$$$$"""{"ro": [{{{{{{string.Join(",", lists)}}}}}}]}""",
        };
        CircuitCounts counts =
            Assert.Single(RecordedResults.Read(json, new ResultReading([Wide], Bits: how == "azure" ? BitOrder.First : null)).Circuits);
        Assert.Equal(outcomes.ToDictionary(o => o, _ => 1L), counts.Counts);
    }

    [Fact]
    public void SamplerRegistersOfAnyWidth_KeepShotsTogether()
    {
        OutcomeCircuit circuit = RecordedResults.Measuring("qubit[12] q;\nbit[9] a;\nbit[1] b;\nbit[2] c;\n"
            + string.Concat(Enumerable.Range(0, 9).Select(i => $"a[{i}] = measure q[{i}];\n"))
            + "b[0] = measure q[9];\nc[0] = measure q[10];\nc[1] = measure q[11];\n");
        string json = WrittenResults.Primitive([("a", 9, [0x101, 0x080, 0x101]), ("b", 1, [1, 0, 1]), ("c", 2, [2, 1, 2])]);
        CircuitCounts counts = Assert.Single(RecordedResults.Read(json, circuit).Circuits);
        Assert.Equal(new Dictionary<BigInteger, long> { [0x101 | (1 << 9) | (2 << 10)] = 2, [0x080 | (1 << 10)] = 1 }, counts.Counts);
    }

    [Fact]
    public void ListsAndNames_HoldFilesOfOneFormat()
    {
        string plain = Encoding.UTF8.GetString(RecordedResults.Bytes("braket_task_result_plain.json"));
        string two = Encoding.UTF8.GetString(RecordedResults.Bytes("braket_task_result_two.json"));
        OutcomeCircuit[] circuits = [RecordedResults.Circuit("plain"), RecordedResults.Circuit("two")];
        foreach (ResultFile read in new[]
        {
            RecordedResults.Read($"[{plain},{two}]", circuits), RecordedResults.Read($$$$$$"""{"plain": {{{{{{plain}}}}}}, "two": {{{{{{two}}}}}}}""", circuits),
        })
        {
            Assert.Equal(["plain", "two"], read.Circuits.Select(c => c.Name));
            Assert.Equal(121, read.Circuits[0].Counts[1]);
            Assert.Equal(106, read.Circuits[1].Counts[3]);
        }
    }

    [Theory]
    [InlineData(BitOrder.First, 0b01)]
    [InlineData(BitOrder.Last, 0b10)]
    public void OpenOrder_IsTheOneGiven(BitOrder order, int expected)
    {
        foreach (string json
            in new[] { """{"10": 5}""", """{"DataFormat": "microsoft.quantum-results.v2", "Results": [{"Histogram": [{"Outcome": [1, 0], "Count": 5}]}]}""" })
        {
            ResultFile read = RecordedResults.Read(json, new ResultReading([], Bits: order));
            Assert.Equal(new Dictionary<BigInteger, long> { [expected] = 5 }, Assert.Single(read.Circuits).Counts);
        }
    }

    [Fact]
    public void OpenOrderOfStrings_IsDecidedByTheCircuit()
    {
        // x on qubit 0 alone: "100" with bit 0 first, and Qiskit's "001" is refused.
        OutcomeCircuit probe = RecordedResults.Measuring("qubit[3] q;\nbit[3] c;\nx q[0];\nc = measure q;\n");
        Assert.Equal(40, Assert.Single(RecordedResults.Read("""{"100": 40, "101": 2}""", probe).Circuits).Counts[1]);
        ResultFileException error = Assert.Throws<ResultFileException>(() => RecordedResults.Read("""{"001": 40}""", probe));
        Assert.Contains("--bits last", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void CountsOfZero_AreAbsent()
    {
        CircuitCounts counts = Assert.Single(RecordedResults.Read("""[{"00": 3, "01": 0, "10": 0, "11": 0}]""").Circuits);
        Assert.Equal(new Dictionary<BigInteger, long> { [0] = 3 }, counts.Counts);
    }
}
