using System.Text.Json;
using Xunit;

namespace CutAwareQnn.EndToEnd;

public sealed class EstimateTests : IDisposable
{
    private const string Chain = """
        OPENQASM 2.0;
        include "qelib1.inc";
        qreg q[4];
        ry(0.4) q[0]; ry(1.1) q[1]; ry(-0.7) q[2]; ry(2.0) q[3];
        cx q[0],q[1];
        cx q[1],q[2];
        rzz(0.9) q[2],q[3];
        ry(0.3) q[1];
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Estimate_AsJson_HasTheFieldsOfTheContract()
    {
        JsonElement document = await JsonAsync("--observable", "ZZZZ", "--partition", "AABB");

        string[] fields =
        [
            "value", "standard_error", "exact", "mode", "fragments", "cuts", "gamma", "sampling_overhead", "terms_joint",
            "circuits_emitted", "circuits_unique", "circuits_run", "shots", "total_shots",
            "t_partition_s", "t_generate_s", "t_execute_s", "t_reconstruct_s", "t_total_s",
        ];
        Assert.All(fields, field => Assert.True(document.TryGetProperty(field, out _), field));
    }

    [Theory]
    [InlineData("none")]
    [InlineData("AABB")]
    [InlineData("AABC")]
    [InlineData("ABCD")]
    [InlineData("ABAB")]
    public async Task Estimate_ExactAndCut_IsTheUncutValueInBothModes(string partition)
    {
        foreach (string mode in new[] { "lean", "published" })
        {
            JsonElement document = await JsonAsync("--observable", "0.5*ZZZZ - XIZI", "--partition", partition, "--mode", mode);
            Assert.Equal(document.GetProperty("exact").GetDouble(), document.GetProperty("value").GetDouble(), 1e-12);
            Assert.Equal(0, document.GetProperty("standard_error").GetDouble());
        }
    }

    [Fact]
    public async Task Estimate_WithShots_CountsWhatItRan()
    {
        JsonElement lean = await JsonAsync("--observable", "ZZZZ", "--partition", "ABCD", "--shots", "100");
        JsonElement published = await JsonAsync("--observable", "ZZZZ", "--partition", "ABCD", "--shots", "100", "--mode", "published");
        JsonElement total = await JsonAsync("--observable", "ZZZZ", "--partition", "ABCD", "--total-shots", "6001");

        Assert.Equal(60, lean.GetProperty("circuits_run").GetInt64());
        Assert.Equal(6000, lean.GetProperty("total_shots").GetInt64());
        Assert.Equal(864, published.GetProperty("circuits_run").GetInt64());
        Assert.Equal(216, published.GetProperty("terms_joint").GetDouble());
        Assert.Equal(6001, total.GetProperty("total_shots").GetInt64());
        Assert.All([lean, published, total], d => Assert.True(d.GetProperty("standard_error").GetDouble() > 0));
    }

    [Theory]
    [InlineData("uniform", 60)]
    [InlineData("weighted", 60)]
    [InlineData("optimal", 60)]
    [InlineData("sampled", 864)]
    public async Task Estimate_WithAnAllocation_SpendsTheTotalAndNamesIt(string allocation, int mostCircuits)
    {
        string[] arguments = ["--observable", "ZZZZ", "--partition", "ABCD", "--total-shots", "40000", "--allocation", allocation];
        JsonElement one = await JsonAsync(arguments);
        JsonElement two = await JsonAsync([.. arguments, "--workers", "2"]);

        Assert.Equal(allocation, one.GetProperty("allocation").GetString());
        Assert.Equal(JsonValueKind.Null, one.GetProperty("target_error").ValueKind);
        Assert.Equal(40_000, one.GetProperty("total_shots").GetInt64());
        Assert.InRange(one.GetProperty("circuits_run").GetInt64(), 60, mostCircuits);
        Assert.Equal(one.GetProperty("value").GetDouble(), two.GetProperty("value").GetDouble());
        Assert.InRange(
            Math.Abs(one.GetProperty("value").GetDouble() - one.GetProperty("exact").GetDouble()),
            0, 5 * one.GetProperty("standard_error").GetDouble());
    }

    [Fact]
    public async Task Estimate_ToATargetError_StopsBelowIt_OrAtTheLimit()
    {
        string[] arguments = ["--observable", "ZZZZ + 0.5*XIZI", "--partition", "AABC", "--target-error", "0.02"];
        JsonElement reached = await JsonAsync(arguments);
        JsonElement limited = await JsonAsync([.. arguments, "--total-shots", "1000"]);

        Assert.Equal("optimal", reached.GetProperty("allocation").GetString());
        Assert.Equal(0.02, reached.GetProperty("target_error").GetDouble());
        Assert.InRange(reached.GetProperty("standard_error").GetDouble(), 0.01, 0.02);
        Assert.Equal(1000, limited.GetProperty("total_shots").GetInt64());
        Assert.True(limited.GetProperty("standard_error").GetDouble() > 0.02);
    }

    [Fact]
    public async Task Estimate_WithOneAndEightWorkers_GivesTheSameBits()
    {
        JsonElement one = await JsonAsync("--observable", "ZZZZ", "--partition", "AABC", "--shots", "1024", "--seed", "5");
        JsonElement eight =
            await JsonAsync("--observable", "ZZZZ", "--partition", "AABC", "--shots", "1024", "--seed", "5", "--workers", "8");

        Assert.Equal(one.GetProperty("value").GetDouble(), eight.GetProperty("value").GetDouble());
        Assert.Equal(one.GetProperty("standard_error").GetDouble(), eight.GetProperty("standard_error").GetDouble());
    }

    [Fact]
    public async Task ABackendThatKeepsFailing_IsNoFaultOfTheInput()
    {
        Cutqnn run = await Cutqnn.RunAsync(
            "estimate",
            _folder.File("chain.qasm", Chain),
            "--observable",
            "ZZZZ",
            "--shots",
            "10",
            "--retries",
            "1",
            "--backend",
            "qpu:failure=1,queue_s=0");
        Assert.Equal(1, run.ExitCode);
        Assert.EndsWith("; try again, with more --retries, or with another --backend", run.Error.TrimEnd(), StringComparison.Ordinal);
        Assert.Single(run.Error.TrimEnd().Split('\n'));
    }

    [Theory]
    [InlineData("foo q[0];", "in.qasm:4:1: ")]
    [InlineData("cx q[0];", "in.qasm:4:")]
    [InlineData("cx q[0],q[1", "in.qasm:4:")]
    [InlineData("x q[9];", "in.qasm:4:")]
    public async Task Estimate_OfABrokenFile_NamesThePlaceOnOneLine(string statement, string place)
    {
        string file = _folder.File("in.qasm", "OPENQASM 2.0;\ninclude \"qelib1.inc\";\nqreg q[2];\n" + statement);
        Cutqnn run = await Cutqnn.RunAsync("estimate", file, "--observable", "ZZ");

        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith("cutqnn: " + place, run.Error, StringComparison.Ordinal);
        AssertOneLine(run);
    }

    [Theory]
    [InlineData("4 qubits", "--observable", "ZZZ")]
    [InlineData("at position 3: 'Q' has no meaning there", "--observable", "ZZQZ")]
    [InlineData("3 letters", "--observable", "ZZZZ", "--partition", "AAB")]
    [InlineData("whole number", "--observable", "ZZZZ", "--shots", "many")]
    [InlineData("from 1 to", "--observable", "ZZZZ", "--shots", "0")]
    [InlineData("to 1000000000000", "--observable", "ZZZZ", "--shots", "9223372036854775807")]
    [InlineData("smaller weights", "--observable", "1e308*ZZZZ + 1e308*ZZZZ")]
    [InlineData("from 1 to 1024", "--observable", "ZZZZ", "--workers", "100000")]
    [InlineData("at least 10", "--observable", "ZZZZ", "--partition", "AABB", "--keep-tail", "--total-shots", "3")]
    [InlineData("lean or published", "--observable", "ZZZZ", "--mode", "quick")]
    [InlineData("from 1 to 1024", "--observable", "ZZZZ", "--workers", "0")]
    [InlineData("uniform, weighted, optimal or sampled", "--observable", "ZZZZ", "--shots", "10", "--allocation", "best")]
    [InlineData("no shots to divide", "--observable", "ZZZZ", "--allocation", "optimal")]
    [InlineData("give total shots", "--observable", "ZZZZ", "--shots", "10", "--allocation", "sampled")]
    [InlineData("finite number above 0", "--observable", "ZZZZ", "--target-error", "0")]
    [InlineData("finite number above 0", "--observable", "ZZZZ", "--target-error", "NaN")]
    [InlineData("give optimal", "--observable", "ZZZZ", "--target-error", "0.1", "--allocation", "weighted")]
    [InlineData("give one of them", "--observable", "ZZZZ", "--target-error", "0.1", "--shots", "10")]
    [InlineData("published mode", "--observable", "ZZZZ", "--target-error", "0.1", "--mode", "published")]
    [InlineData("larger error", "--observable", "ZZZZ", "--target-error", "1e-9", "--partition", "AABB")]
    [InlineData("no derivatives", "--observable", "ZZZZ", "--total-shots", "100", "--allocation", "sampled", "--gradient")]
    [InlineData("no observable is given")]
    [InlineData("scale them down", "--observable", "1e200*ZZZZ", "--shots", "100")]
    [InlineData("--deadline cuts off", "--observable", "ZZZZ", "--shots", "100", "--deadline", "1", "--gradient")]
    [InlineData("--deadline cuts off", "--observable", "ZZZZ", "--target-error", "0.1", "--deadline", "1")]
    [InlineData("cannot be sent in 8 shares", "--observable", "ZZZZ", "--shots", "5", "--partition", "AABB", "--shot-shares", "8/9")]
    [InlineData(
        "do not run on a simulated device", "--observable", "ZZZZ", "--total-shots", "100", "--allocation", "sampled", "--backend", "qpu")]
    [InlineData("--straggler-delay describes stragglers", "--observable", "ZZZZ", "--straggler-delay", "0.1")]
    [InlineData("--straggler-tail describes stragglers", "--observable", "ZZZZ", "--straggler-tail", "1.5")]
    [InlineData("--shot-shares divides", "--observable", "ZZZZ", "--shot-shares", "4/5")]
    [InlineData("--shot-shares divides", "--observable", "ZZZZ", "--shots", "100", "--mode", "published", "--shot-shares", "4/5")]
    [InlineData("width twice", "--observable", "ZZZZ", "--shots", "100", "--backend", "qpu:width=2,width=3")]
    [InlineData("above 0 and at most 86400", "--observable", "ZZZZ", "--timeout", "0")]
    public async Task Estimate_OfBadArguments_SaysTheRuleOnOneLine(string rule, params string[] arguments)
    {
        Cutqnn run = await Cutqnn.RunAsync(["estimate", _folder.File("chain.qasm", Chain), .. arguments]);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(rule, run.Error, StringComparison.Ordinal);
        AssertOneLine(run);
    }

    [Fact]
    public async Task Estimate_OfWhatIsKnown_SpendsNoShots()
    {
        foreach (string[] budget in new string[][] { ["--total-shots", "100"], ["--target-error", "0.1"], ["--shots", "5"] })
        {
            JsonElement estimate = await JsonAsync(["--observable", "0.5*IIII", "--partition", "AABB", .. budget]);
            Assert.Equal(0.5, estimate.GetProperty("value").GetDouble());
            Assert.Equal(0, estimate.GetProperty("total_shots").GetInt64());
        }
    }

    [Fact]
    public async Task Estimate_CutOffAtOnce_SaysHowMuch()
    {
        Cutqnn run = await Cutqnn.RunAsync(
            "estimate",
            _folder.File("chain.qasm", Chain),
            "--observable",
            "ZZZZ",
            "--partition",
            "AABB",
            "--keep-tail",
            "--shots",
            "100",
            "--deadline",
            "0");
        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Contains("cut off      2 jobs", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(16)]
    [InlineData(1200)]
    public async Task Estimate_WithTooManyCutsOnOneFragment_SaysSoOnOneLine(int cutCount)
    {
        // The gates after each keep them from being cut as one.
        string gates = string.Concat(Enumerable.Repeat("cx q[0],q[1];\ncx q[1],q[2];\n", cutCount));
        string file = _folder.File("in.qasm", "OPENQASM 2.0;\ninclude \"qelib1.inc\";\nqreg q[3];\n" + gates);
        Cutqnn run = await Cutqnn.RunAsync("estimate", file, "--observable", "ZZZ", "--partition", "ABB", "--keep-tail", "--no-joint");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains($"touches {cutCount} cut ends", run.Error, StringComparison.Ordinal);
        AssertOneLine(run);
    }

    [Theory]
    [InlineData("is not a verb", "fly")]
    [InlineData("no verb")]
    [InlineData("cannot be read", "estimate", "missing.qasm", "--observable", "Z")]
    public async Task Console_OfAnUnknownVerbOrFile_SaysSo(string rule, params string[] arguments)
    {
        Cutqnn run = await Cutqnn.RunAsync(arguments);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(rule, run.Error, StringComparison.Ordinal);
        AssertOneLine(run);
    }

    private static void AssertOneLine(Cutqnn run)
    {
        Assert.Empty(run.Output);
        Assert.Single(run.Error.TrimEnd().Split('\n'));
    }

    private async Task<JsonElement> JsonAsync(params string[] arguments)
    {
        Cutqnn run = await Cutqnn.RunAsync(["estimate", _folder.File("chain.qasm", Chain), "--json", .. arguments]);
        Assert.True(run.ExitCode == 0, run.Error);
        return JsonDocument.Parse(run.Output).RootElement;
    }
}
