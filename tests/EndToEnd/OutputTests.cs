using System.Text.Json;
using Xunit;

namespace CutAwareQnn.EndToEnd;

public sealed class OutputTests : IDisposable
{
    private const string Chain = """
        OPENQASM 2.0;
        include "qelib1.inc";
        qreg q[4];
        creg c[4];
        ry(0.4) q[0]; ry(1.1) q[1]; ry(-0.7) q[2]; ry(2.0) q[3];
        cx q[0],q[1];
        cx q[1],q[2];
        rzz(0.9) q[2],q[3];
        ry(0.3) q[1];
        measure q -> c;
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Probabilities_AsJson_HaveTheFieldsOfTheContract()
    {
        JsonElement document = await JsonAsync("probabilities", "--partition", "AABB");

        string[] fields = ["qubits", "probabilities", "standard_errors", "raw", "remainder", "mode", "fragments", "cuts", "t_total_s"];
        Assert.Equal(fields, document.EnumerateObject().Select(p => p.Name));
        Assert.Equal(16, document.GetProperty("probabilities").EnumerateObject().Count());
        Assert.Equal(0, document.GetProperty("remainder").GetDouble());
        Assert.Equal(1, document.GetProperty("cuts").GetInt32());
    }

    [Theory]
    [InlineData("AABB")]
    [InlineData("ABCD")]
    [InlineData("ABAB")]
    public async Task Probabilities_Cut_AreThoseOfTheUncutCircuit(string partition)
    {
        Dictionary<string, double> uncut = Probabilities(await JsonAsync("probabilities"));
        Dictionary<string, double> cut = Probabilities(await JsonAsync("probabilities", "--partition", partition));
        Assert.All(uncut, p => Assert.Equal(p.Value, cut[p.Key], 1e-12));
        Assert.Equal(1, cut.Values.Sum(), 1e-12);
    }

    [Fact]
    public async Task Probabilities_OfSomeQubits_AreTheirMarginal_WhateverTheOrderGiven()
    {
        Dictionary<string, double> all = Probabilities(await JsonAsync("probabilities"));
        JsonElement document = await JsonAsync("probabilities", "--partition", "AABB", "--qubits", "3,0");
        Assert.Equal([0, 3], document.GetProperty("qubits").EnumerateArray().Select(q => q.GetInt32()));
        Assert.All(Probabilities(document), p => Assert.Equal(
            all.Where(s => s.Key[0] == p.Key[0] && s.Key[3] == p.Key[1]).Sum(s => s.Value), p.Value, 1e-12));
    }

    [Fact]
    public async Task Probabilities_OfTheMostLikelyStrings_LeaveARemainder()
    {
        Dictionary<string, double> all = Probabilities(await JsonAsync("probabilities"));
        JsonElement document = await JsonAsync("probabilities", "--partition", "AABB", "--top", "3");
        Dictionary<string, double> top = Probabilities(document);
        Assert.Equal(all.OrderByDescending(p => p.Value).Take(3).Select(p => p.Key), top.Keys);
        Assert.Equal(1 - top.Values.Sum(), document.GetProperty("remainder").GetDouble(), 1e-12);
    }

    [Fact]
    public async Task Probabilities_OfAPlanFile_AreThoseOfTheUncutCircuit()
    {
        string plan = _folder.File("plan.json");
        string file = _folder.File("chain.qasm", Chain);
        Assert.Equal(0, (await Cutqnn.RunAsync("plan", file, "--max-qubits", "2", "--observable", "IIIZ", "--out", plan)).ExitCode);
        Dictionary<string, double> uncut = Probabilities(await JsonAsync("probabilities"));
        Dictionary<string, double> cut = Probabilities(await JsonAsync("probabilities", "--plan", plan));
        Assert.All(uncut, p => Assert.Equal(p.Value, cut[p.Key], 1e-12));
    }

    [Fact]
    public async Task Samples_AddUpToTheirCount_AndRepeatWithTheirSeed()
    {
        JsonElement document = await JsonAsync("sample", "--partition", "AABB", "--count", "5000", "--seed", "7");
        Assert.Equal(
            ["qubits", "count", "counts", "mode", "fragments", "cuts", "t_total_s"], document.EnumerateObject().Select(p => p.Name));
        Assert.Equal(5000, document.GetProperty("counts").EnumerateObject().Sum(c => c.Value.GetInt64()));
        JsonElement again = await JsonAsync("sample", "--partition", "AABB", "--count", "5000", "--seed", "7");
        Assert.Equal(document.GetProperty("counts").GetRawText(), again.GetProperty("counts").GetRawText());

        // 5.5 standard errors of at most 0.5/√5000: one false alarm in 10^6 for 16 strings.
        Dictionary<string, double> expected = Probabilities(await JsonAsync("probabilities"));
        Assert.All(
            document.GetProperty("counts").EnumerateObject(), c => Assert.Equal(expected[c.Name], c.Value.GetInt64() / 5000.0, 0.039));
    }

    [Theory]
    [InlineData("shared")]
    [InlineData("mixture")]
    public async Task Shots_GiveEstimatesWithErrors_AndTheSignedNumbersBesidesTheirProjection(string estimator)
    {
        Dictionary<string, double> exact = Probabilities(await JsonAsync("probabilities"));
        string[] options = ["--partition", "AABB", "--shots", "20000", "--estimator", estimator, "--function", "b0 ^ b3"];
        JsonElement document = await JsonAsync("probabilities", options);
        Assert.Equal(estimator, document.GetProperty("mode").GetString());
        Assert.Equal(1, Probabilities(document).Values.Sum(), 1e-12);
        foreach (JsonProperty raw in document.GetProperty("raw").EnumerateObject())
        {
            // 17 numbers within 5 standard errors: one false alarm in 10^5.
            double error = document.GetProperty("standard_errors").GetProperty(raw.Name).GetDouble();
            Assert.InRange(raw.Value.GetDouble() - exact[raw.Name], -5 * error, 5 * error);
            Assert.InRange(error, 1e-9, 0.1);
        }

        JsonElement mean = document.GetProperty("function");
        double expected = exact.Where(p => p.Key[0] != p.Key[3]).Sum(p => p.Value);
        Assert.Equal(expected, mean.GetProperty("value").GetDouble(), 5 * mean.GetProperty("standard_error").GetDouble());
        Assert.Equal(
            0,
            (await JsonAsync("probabilities", "--function", "b0 ^ b3")).GetProperty("function").GetProperty("standard_error").GetDouble());
        Assert.Equal(
            1000,
            (await JsonAsync("sample", [.. options, "--count", "1000"])).GetProperty("counts").EnumerateObject()
                .Sum(c => c.Value.GetInt64()));
    }

    [Theory]
    [InlineData("probabilities", "--function", "b0 ^ b9")]
    [InlineData("probabilities", "--function", "b0 ^")]
    [InlineData("probabilities", "--zoom", "0")]
    [InlineData("probabilities", "--shots", "0")]
    [InlineData("probabilities", "--shots", "1.5")]
    [InlineData("probabilities", "--estimator", "shared")]
    [InlineData("sample", "--estimator", "both")]
    [InlineData("probabilities", "--qubits", "0,4")]
    [InlineData("probabilities", "--qubits", "0,0")]
    [InlineData("probabilities", "--qubits", "")]
    [InlineData("probabilities", "--qubits", "1.5")]
    [InlineData("probabilities", "--top", "0")]
    [InlineData("probabilities", "--top", "many")]
    [InlineData("sample", "--count", "0")]
    [InlineData("sample", "--count", "-3")]
    [InlineData("sample", "--count", "1e3")]
    public async Task BadInput_IsToldInOneLine(string verb, string option, string value)
    {
        Cutqnn run = await Cutqnn.RunAsync(verb, _folder.File("chain.qasm", Chain), option, value);
        Assert.Equal(2, run.ExitCode);
        Assert.Equal("", run.Output);
        Assert.Single(run.Error.TrimEnd().Split('\n'));
        Assert.Contains(option == "--function" ? "b0 ^" : option, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ADistributionThatIsTooLarge_IsRefused_ButItsMostLikelyStringsAreGiven()
    {
        string wide = _folder.File("wide.qasm", "OPENQASM 2.0; include \"qelib1.inc\"; qreg q[60]; ry(0.3) q;");
        Cutqnn refused = await Cutqnn.RunAsync("probabilities", wide);
        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("--qubits", refused.Error, StringComparison.Ordinal);
        Assert.Contains("--top", refused.Error, StringComparison.Ordinal);
        Cutqnn given = await Cutqnn.RunAsync("probabilities", wide, "--top", "2");
        Assert.StartsWith(new string('0', 60), given.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Figures_ShowBarsOrTheCumulatedDistribution_AndZoomedBinsCoverEverything()
    {
        string svg = _folder.File("distribution.svg");
        await JsonAsync("probabilities", "--svg", svg);
        Assert.Contains("<svg", await File.ReadAllTextAsync(svg), StringComparison.Ordinal);
        string wide = _folder.File("wide.qasm", "OPENQASM 2.0; include \"qelib1.inc\"; qreg q[60]; ry(0.3) q;");
        Cutqnn zoomed = await Cutqnn.RunAsync("probabilities", wide, "--zoom", "5", "--svg", svg, "--json");
        Assert.Equal(0, zoomed.ExitCode);
        JsonElement document = JsonDocument.Parse(zoomed.Output).RootElement;
        Assert.Equal(1, Probabilities(document).Values.Sum(), 1e-12);
        Assert.Equal(0, document.GetProperty("remainder").GetDouble());
        Assert.Contains("cumulated", await File.ReadAllTextAsync(svg), StringComparison.Ordinal);
    }

    private static Dictionary<string, double> Probabilities(JsonElement document) =>
        document.GetProperty("probabilities").EnumerateObject().ToDictionary(p => p.Name, p => p.Value.GetDouble());

    private async Task<JsonElement> JsonAsync(string verb, params string[] arguments)
    {
        Cutqnn run = await Cutqnn.RunAsync([verb, _folder.File("chain.qasm", Chain), .. arguments, "--json"]);
        Assert.Equal("", run.Error);
        Assert.Equal(0, run.ExitCode);
        return JsonDocument.Parse(run.Output).RootElement;
    }
}
