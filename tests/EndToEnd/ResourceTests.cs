using System.Text.Json;
using Xunit;

namespace CutAwareQnn.EndToEnd;

/// <summary><c>cutqnn estimate</c> on processors that exchange measured bits or share entangled pairs.</summary>
public sealed class ResourceTests : IDisposable
{
    private const string Linked =
        "OPENQASM 3.0;\ninclude \"stdgates.inc\";\nqubit[4] q;\nbit[2] c;\nry(0.7) q[0];\ncx q[0], q[1];\nry(1.1) q[2];\ncx q[2], q[3];\n"
        + "c[0] = measure q[0];\nif (c[0]) rx(0.4) q[3];\nc[1] = measure q[2];\nif (c[1] == false) rx(-0.9) q[1];\n";

    private const string Gates = "OPENQASM 2.0;\ninclude \"qelib1.inc\";\nqreg q[4];\nry(0.7) q[0];\nry(0.2) q[3];\ncx "
        + "q[0],q[1];\ncx q[1],q[2];\nrx(0.3) q[2];\ncx q[3],q[0];\n";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task CrossingConditions_AreLinks_AndNotCuts()
    {
        JsonElement document = await DocumentAsync(Linked, "--observable", "ZIZI + 0.5*IXIY", "--partition", "AABB");
        Assert.Equal(document.GetProperty("exact").GetDouble(), document.GetProperty("value").GetDouble(), 1e-12);
        Assert.Equal(
            (2, 0, 2),
            (
                document.GetProperty("fragments").GetInt32(),
                document.GetProperty("cuts").GetInt32(),
                document.GetProperty("links").GetInt32()));
        Assert.Equal(1, document.GetProperty("gamma").GetDouble());
        Assert.Equal(4, document.GetProperty("circuits_run").GetInt32());
    }

    [Theory]
    [InlineData("--max-qubits", "2")]
    [InlineData("--partition", "AABB", "--shots", "4000")]
    [InlineData("--partition", "AABB", "--total-shots", "8000", "--gradient")]
    [InlineData("--max-qubits", "2", "--gradient")]
    public async Task Links_AreFound_Sampled_AndDerivedThrough(params string[] arguments)
    {
        JsonElement document = await DocumentAsync(Linked, ["--observable", "ZIZI + 0.5*IXIY", .. arguments]);
        double error = document.GetProperty("standard_error").GetDouble();
        Assert.InRange(
            Math.Abs(document.GetProperty("value").GetDouble() - document.GetProperty("exact").GetDouble()), 0, (5 * error) + 1e-12);
        Assert.Equal((0, 1.0), (document.GetProperty("cuts").GetInt32(), document.GetProperty("gamma").GetDouble()));
    }

    [Fact]
    public async Task APlanOfLinks_HasNoCuts_AndADrawingOfThemNoMarks()
    {
        string file = _folder.File("c.qasm", Linked);
        JsonElement plan = JsonDocument.Parse((await Cutqnn.RunAsync("plan", file, "--max-qubits", "2", "--json")).Output).RootElement;
        Assert.Equal(
            (2, 2, 0, 1.0, 4.0),
            (
                plan.GetProperty("links").GetInt32(),
                plan.GetProperty("fragments").GetArrayLength(),
                plan.GetProperty("cuts").GetArrayLength(),
                plan.GetProperty("gamma").GetDouble(),
                plan.GetProperty("circuits_unique").GetDouble()));
        Assert.Contains("2 classical links", (await Cutqnn.RunAsync("plan", file, "--max-qubits", "2")).Output, StringComparison.Ordinal);
        Cutqnn drawing = await Cutqnn.RunAsync("draw", file, "--partition", "AABB");
        Assert.Equal((0, ""), (drawing.ExitCode, drawing.Error));
        Assert.Contains("B q3", drawing.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, false, 9)]
    [InlineData(1, false, 6)]
    [InlineData(2, false, 4)]
    [InlineData(1, true, 3)]
    [InlineData(2, true, 1)]
    public async Task ABudgetOfPairs_LowersGamma_AndKeepsTheValue(int pairs, bool hasBits, double gamma)
    {
        string[] bits = hasBits ? ["--communication"] : [];
        string[] arguments = ["--observable", "ZZZZ + XIIX", "--partition", "AABB", "--pairs", $"{pairs}", .. bits];
        JsonElement document = await DocumentAsync(Gates, arguments);
        Assert.Equal(document.GetProperty("exact").GetDouble(), document.GetProperty("value").GetDouble(), 1e-12);
        Assert.Equal(gamma, document.GetProperty("gamma").GetDouble(), 1e-12);
        Assert.Equal(
            (2, 2, pairs),
            (
                document.GetProperty("fragments").GetInt32(),
                document.GetProperty("cuts").GetInt32(),
                document.GetProperty("pairs").GetInt32()));
        JsonElement sampled = await DocumentAsync(Gates, [.. arguments, "--shots", "4000"]);
        double error = sampled.GetProperty("standard_error").GetDouble();
        Assert.InRange(error, 1e-4, 0.1 * gamma);
        Assert.InRange(Math.Abs(sampled.GetProperty("value").GetDouble() - sampled.GetProperty("exact").GetDouble()), 0, 5 * error);
    }

    [Theory]
    [InlineData("is not a number above 0 and at most 1", "--pairs", "1", "--concurrence", "0")]
    [InlineData("is not a number above 0 and at most 1", "--pairs", "1", "--concurrence", "1.2")]
    [InlineData("is not a number above 0 and at most 1", "--pairs", "1", "--concurrence", "NaN")]
    [InlineData("--pairs '-1' is not a whole number from 0", "--pairs", "-1")]
    [InlineData("5 pairs were given but the circuit has 4 qubits", "--pairs", "5")]
    [InlineData("none are given; give --pairs as well", "--concurrence", "0.5")]
    [InlineData("--pairs takes --partition", "--pairs", "1", "--gradient")]
    [InlineData("--pairs takes --partition", "--pairs", "1", "--total-shots", "100")]
    public async Task BadResources_AreToldInOneLine(string part, params string[] arguments)
    {
        Cutqnn run = await Cutqnn.RunAsync(
            ["estimate", _folder.File("c.qasm", Gates), "--observable", "ZZZZ", "--partition", "AABB", .. arguments]);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(part, run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.TrimEnd().Split('\n'));
    }

    private async Task<JsonElement> DocumentAsync(string circuit, params string[] arguments)
    {
        string file = _folder.File("c.qasm", circuit);
        Cutqnn run = await Cutqnn.RunAsync(["estimate", file, .. arguments, "--json"]);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("plan ", (await Cutqnn.RunAsync(["estimate", file, .. arguments])).Output, StringComparison.Ordinal);
        return JsonDocument.Parse(run.Output).RootElement;
    }
}
