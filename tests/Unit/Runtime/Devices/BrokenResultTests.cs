using CutAwareQnn.Runtime;
using Xunit;

namespace CutAwareQnn.Unit.Runtime.Devices;

/// <summary>What is broken, ambiguous or of another circuit is refused in one line.</summary>
public sealed class BrokenResultTests
{
    private static readonly OutcomeCircuit Two = RecordedResults.Circuit("two");

    [Theory]
    [InlineData("", "is not JSON")]
    [InlineData("{\"c\": [\"01\"", "is not JSON")]
    [InlineData("{\"0x1\": 1, \"0x1\": 2}", "names a field twice")]
    [InlineData("{}", "none of 18 formats")]
    [InlineData("[]", "none of 18 formats")]
    [InlineData("3", "none of 18 formats")]
    [InlineData("\"text\"", "none of 18 formats")]
    [InlineData("{\"a\": \"b\"}", "none of 18 formats")]
    [InlineData("{\"xyz\": 3}", "none of 18 formats")]
    [InlineData("{\"3\": -1, \"5\": 2}", "a count is -1")]
    [InlineData("{\"3\": 1.5, \"5\": 2}", "sum to 3.5")]
    [InlineData("{\"3\": 0.25, \"5\": 0.75}", "give --shots")]
    [InlineData("{\"3\": 1}", "give --shots")]
    [InlineData("{\"01\": 3, \"011\": 4}", "none of 18 formats")]
    [InlineData("{\"0 1\": 3, \"01 1\": 4}", "none of 18 formats")]
    [InlineData("{\"10 1\": 3, \"1 01\": 4}", "registers of different sizes")]
    [InlineData("{\"001\": 3}", "--bits")]
    [InlineData("[[0.5, 0.25, 0.25]]", "3 probabilities")]
    [InlineData("[[0.5, 0.5]]", "give --shots")]
    [InlineData("[[[1, 0], [1]]]", "shot 1 has 1 bits but others have 2")]
    [InlineData("[[[1, 2]]]", "bits are 0 or 1")]
    [InlineData("[{\"0\": 1}, {\"00\": 1}]", "separate histograms")]
    [InlineData("{\"Histogram\": [\"[0, 1]\", 0.5]}", "--bits first")]
    [InlineData("{\"Histogram\": [\"[0, 1]\"]}", "does not alternate")]
    [InlineData("{\"DataFormat\": \"microsoft.quantum-results.v3\", \"Results\": []}", "microsoft.quantum-results.v2")]
    [InlineData(
        "{\"DataFormat\": \"microsoft.quantum-results.v2\", \"Results\": [{\"Histogram\": [{\"Outcome\": [0, 1], \"Count\": 3}]}]}",
        "--bits first")]
    [InlineData("{\"DataFormat\": \"microsoft.quantum-results.v2\", \"Results\": []}", "holds no results")]
    [InlineData("{\"backend_name\": \"b\", \"results\": []}", "holds no results")]
    [InlineData(
        "{\"backend_name\": \"b\", \"results\": [{\"shots\": 2, \"data\": {\"counts\": {\"0x1\": 1}}}]}",
        "states 2 shots but its counts sum to 1")]
    [InlineData(
        "{\"backend_name\": \"b\", \"results\": [{\"shots\": 1, \"data\": {\"counts\": {\"0x9\": 1}}, \"header\": {\"memory_slots\": 3}}]}",
        "needs 4 bits")]
    [InlineData("{\"backend_name\": \"b\", \"results\": [{\"success\": false, \"data\": {}}]}", "failed on the back end")]
    [InlineData("{\"backend_name\": \"b\", \"results\": [{\"data\": {}}]}", "neither counts nor memory")]
    [InlineData("{\"backend_name\": \"b\", \"results\": [{}]}", "'data' is missing")]
    [InlineData(
        "{\"__type__\": \"PrimitiveResult\", \"__value__\": {\"pub_results\": [{\"__type__\": \"PubResult\", \"__value__\": {}}]}}",
        "not a SamplerPubResult")]
    [InlineData("{\"braketSchemaHeader\": {\"name\": \"braket.task_result.annealing_task_result\"}}", "gate-model task")]
    [InlineData(
        "{\"braketSchemaHeader\": {\"name\": \"braket.task_result.gate_model_task_result\"}, \"measurements\": [[1]], "
        + "\"taskMetadata\": {\"shots\": 2}}",
        "states 2 shots")]
    [InlineData("{\"braketSchemaHeader\": {\"name\": \"braket.task_result.gate_model_task_result\"}}", "neither measurements nor")]
    [InlineData(
        "{\"cirq_type\": \"ResultDict\", \"records\": {\"c\": {\"packed_digits\": \"ff\", \"binary\": true, \"shape\": [9, 1, 1]}}}",
        "1 bytes for 9 bits")]
    [InlineData(
        "{\"cirq_type\": \"ResultDict\", \"records\": {\"c\": {\"packed_digits\": \"xy\", \"binary\": true, \"shape\": [8, 1, 1]}}}",
        "not hexadecimal")]
    [InlineData("{\"cirq_type\": \"Circuit\"}", "no 'records'")]
    [InlineData("{\"bits\": [[\"c\", [0]]], \"shots\": {\"width\": 2, \"array\": []}}", "2 bits belong to 1 named bits")]
    [InlineData("{\"bits\": [[\"c\", [0]]], \"shots\": {\"width\": 1, \"array\": [[256]]}}", "from 0 to 255")]
    [InlineData("{\"frequencies\": {\"10\": 3}, \"registers\": {\"a\": {\"0\": 3}, \"b\": {\"1\": 3}}}", "are not those of all bits")]
    [InlineData("{\"c\": [\"01\", \"0\"]}", "not 2 characters")]
    [InlineData("{\"c\": [\"01\"], \"d\": [\"1\", \"0\"]}", "1 and 2 shots")]
    [InlineData("{\"shots\": [{\"registers\": {\"c\": \"01\"}}, {\"registers\": {\"c\": \"011\"}}]}", "2 and 3 bits")]
    [InlineData("[{\"c_2_0_0\": [[1]], \"c_2_0_1\": [[1], [0]]}]", "1 and 2 shots")]
    [InlineData("[{\"c_2_0_2\": [[1]]}]", "use 0 to 1")]
    public void BrokenFile_IsRefused(string json, string reason) => Refused(reason, () => RecordedResults.Read(json));

    [Theory]
    [InlineData("{\"two\": {\"0101\": 4}}", "4 bits but circuit 'two' has 3 (a[2], b[1])")]
    [InlineData("{\"two\": {\"01 01\": 4}}", "register 'b' has 2 bits in the result and 1 in circuit")]
    [InlineData("{\"two\": {\"9\": 4}}", "4 bits but circuit 'two' has 3")]
    [InlineData("{\"9\": 4}", "4 qubits but circuit 'two' has 3")]
    [InlineData("{\"c\": [\"010\"]}", "a register 'c' but circuit 'two' has a[2], b[1]")]
    [InlineData("{\"a\": [\"01\"]}", "lacks bit b[0]")]
    [InlineData("[{\"a_3_0_0\": [[1]]}]", "register 'a' has 3 bits in the result and 2 in circuit")]
    [InlineData("[{\"0101\": 3}]", "4 qubits but circuit 'two' has 3")]
    [InlineData("[[[1, 0]]]", "2 qubits but circuit 'two' has 3")]
    public void ResultOfAnotherCircuit_IsRefused(string json, string reason) => Refused(reason, () => RecordedResults.Read(json, Two));

    [Fact]
    public void ResultByQubit_OfAQubitMeasuredTwice_IsRefused()
    {
        OutcomeCircuit mid = RecordedResults.Circuit("mid");
        Refused("measures a qubit more than once", () => RecordedResults.Read("""{"0": 4, "3": 2}""", mid));
        Refused("measures a qubit more than once", () => RecordedResults.Read("""[{"01": 4}]""", mid));
    }

    [Fact]
    public void Shots_MustAgreeWithTheFile()
    {
        Refused("--shots 5 is given but the file has 4 shots", () => RecordedResults.Read("""{"3": 4}""", new ResultReading([], 5)));
        Refused("off by more than one per outcome", () => RecordedResults.Read("""{"3": 0.25, "5": 0.745}""", new ResultReading([], 100_000)));
    }

    [Fact]
    public void UnnamedResults_NeedOneCircuitEach() => Refused(
        "holds 3 results without the names of circuits, and 2 circuits are given",
        () => ResultFile.Read(RecordedResults.Bytes("qiskit_samplerv2_aer.json"), "r.json", new([Two, RecordedResults.Circuit("mid")])));

    [Fact]
    public void TruncatedFiles_AreRefusedAtEveryLength()
    {
        foreach (string file
            in new[] { "qiskit_get_counts.json", "cirq_result_two.json", "qiskit_samplerv2_sweep.json", "quantinuum_registers_plain.json" })
        {
            byte[] whole = RecordedResults.Bytes(file);
            int end = whole.AsSpan().TrimEnd("\n "u8).Length;
            for (int length = 0; length < end; length += 1 + (end / 97))
            {
                Assert.Throws<ResultFileException>(() => ResultFile.Read(whole.AsMemory(0, length), file, new([])));
            }
        }
    }

    private static void Refused(string reason, Func<object> read)
    {
        ResultFileException error = Assert.Throws<ResultFileException>(() => read());
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }
}
