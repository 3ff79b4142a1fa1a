using System.Numerics;
using System.Text.Json;
using CutAwareQnn.Runtime;
using Xunit;

namespace CutAwareQnn.Unit.Runtime.Devices;

/// <summary>Every recorded file gives the counts that its own ecosystem gives.</summary>
public sealed class ResultFileTests
{
    private const int RecordedShots = 200;

    public static TheoryData<string, int> Files => new(
        from file in RecordedResults.Expected.GetProperty("files").EnumerateObject()
        from version in new[] { 2, 3 }
        select (file.Name, version));

    [Theory]
    [MemberData(nameof(Files))]
    public void RecordedFile_GivesItsCounts_OrIsRefusedWithTheReason(string file, int version)
    {
        JsonElement expected = RecordedResults.Expected.GetProperty("files").GetProperty(file);
        string[] names = [.. expected.GetProperty("circuits").EnumerateArray().Select(c => c.GetString()!)];
        var reading = new ResultReading([.. names.Select(n => RecordedResults.Circuit(n, version))], Shots(expected), Bits(expected));
        if (expected.TryGetProperty("refused", out _))
        {
            ResultFileException error =
                Assert.Throws<ResultFileException>(() => ResultFile.Read(RecordedResults.Bytes(file), file, reading));
            Assert.Contains("how outcomes at cuts go with the others is lost", error.Message, StringComparison.Ordinal);
            return;
        }

        ResultFile read = ResultFile.Read(RecordedResults.Bytes(file), file, reading);
        Assert.Equal(expected.GetProperty("format").GetString(), read.Format);
        Assert.Equal(names, read.Circuits.Select(c => c.Name));
        foreach (CircuitCounts circuit in read.Circuits)
        {
            Assert.Equal(Counts(expected.GetProperty("counts").GetProperty(circuit.Name)), circuit.Counts);
            JsonElement registers = RecordedResults.Expected.GetProperty("circuits").GetProperty(circuit.Name).GetProperty("registers");
            Assert.Equal(
                registers.EnumerateArray().Select(r => new OutcomeRegister(r[0].GetString()!, r[1].GetInt32())), circuit.Registers);
        }
    }

    [Theory]
    [InlineData("qiskit_aer_result.json")]
    [InlineData("qiskit_samplerv2_aer.json")]
    [InlineData("qiskit_get_counts.json")]
    [InlineData("qiskit_int_outcomes.json")]
    [InlineData("iqm_measurements.json")]
    [InlineData("quantinuum_registers_two.json")]
    [InlineData("ionq_shots_v2_two.json")]
    [InlineData("cirq_result_two.json")]
    [InlineData("pytket_backend_result_two.json")]
    [InlineData("qibo_frequencies_two.json")]
    public void FileWithRegisters_NeedsNoCircuit(string file)
    {
        ResultFile read = ResultFile.Read(RecordedResults.Bytes(file), file, new([]));
        JsonProperty[] expected =
            [.. RecordedResults.Expected.GetProperty("files").GetProperty(file).GetProperty("counts").EnumerateObject()];
        Assert.Equal(expected.Select(c => Counts(c.Value)), read.Circuits.Select(c => c.Counts));
    }

    [Fact]
    public void SamplerSweep_GivesOneResultPerRow()
    {
        ResultFile read = ResultFile.Read(RecordedResults.Bytes("qiskit_samplerv2_sweep.json"), "sweep.json", new([]));
        Assert.Equal(["sweep[0]", "sweep[1]", "sweep[2]"], read.Circuits.Select(c => c.Name));
        Assert.All(read.Circuits, c => Assert.Equal(RecordedShots, c.Shots));
        Assert.Equal(new Dictionary<BigInteger, long> { [2] = RecordedShots }, read.Circuits[0].Counts);

        // ry(t) on bit 0: mean cos t. Five standard errors of 200 shots, one false alarm in 10^6, and the file is fixed.
        Assert.InRange(read.Circuits[1].MeanSign(1), Math.Cos(1) - 0.3, Math.Cos(1) + 0.3);
        Assert.InRange(read.Circuits[2].MeanSign(1), -1, -0.97);
    }

    [Theory]
    [InlineData("pennylane_probs_plain.json", "plain")]
    [InlineData("pennylane_probs_two.json", "two")]
    public void ExactProbabilities_AreDividedIntoTheShotsThatAreGiven(string file, string name)
    {
        const long Shots = 1_000_000;
        CircuitCounts counts =
            ResultFile.Read(RecordedResults.Bytes(file), file, new([RecordedResults.Circuit(name)], Shots)).Circuits.Single();
        Assert.Equal(Shots, counts.Shots);
        foreach (JsonProperty exact
            in RecordedResults.Expected.GetProperty("circuits").GetProperty(name).GetProperty("exact").EnumerateObject())
        {
            Assert.Equal(exact.Value.GetDouble() * Shots, counts.Counts[BigInteger.Parse(exact.Name, null)], 1.0);
        }
    }

    [Fact]
    public void Secrets_AreNeitherKeptNorPrinted()
    {
        const string Secret = "s3cr3t-token";
        CircuitCounts counts = RecordedResults.Read($$$$$$"""{"c": ["01", "1-"], "access_token": "{{{{{{Secret}}}}}}", "job": {"key": "{{{{{{Secret}}}}}}"}}""").Circuits.Single();
        Assert.Equal([("c", 2)], counts.Registers.Select(r => (r.Name, r.Size)));
        Assert.Equal(1, counts.LostShots);
        Assert.Equal(new Dictionary<BigInteger, long> { [1] = 1 }, counts.Counts);
        ResultFileException error = Assert.Throws<ResultFileException>(() =>
            RecordedResults.Read($$$$$$"""{"c": ["01", "x{{{{{{Secret}}}}}}"], "access_token": "{{{{{{Secret}}}}}}"}"""));
        Assert.DoesNotContain(Secret, error.Message, StringComparison.Ordinal);
    }

    private static Dictionary<BigInteger, long> Counts(JsonElement counts) => counts.EnumerateObject().ToDictionary(
        c => BigInteger.Parse(c.Name, null),
        c => (long)Math.Round(c.Value.GetDouble() * (c.Value.GetRawText().Contains('.', StringComparison.Ordinal) ? RecordedShots : 1)));

    private static long? Shots(JsonElement expected) => expected.TryGetProperty("counts", out JsonElement counts)
        && counts.EnumerateObject()
            .Any(c => c.Value.EnumerateObject().Any(w => w.Value.GetRawText().Contains('.', StringComparison.Ordinal)))
        ? RecordedShots
        : null;

    private static BitOrder? Bits(JsonElement expected) =>
        expected.GetProperty("format").GetString()!.StartsWith("azure", StringComparison.Ordinal) ? BitOrder.First : null;
}
