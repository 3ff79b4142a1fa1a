using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using Xunit;

namespace CutAwareQnn.EndToEnd;

/// <summary>
/// The adapters of other libraries, on stand-ins of these that record steps and run them on the reference simulator, each with its
/// library's order of bits: messages and bits are tested without the libraries. <c>--self-test</c> is for the libraries themselves.
/// </summary>
public sealed class AdapterTests : IDisposable
{
    private const string Circuit = """
        OPENQASM 3.0;
        include "stdgates.inc";
        input float[64] x_0;
        qubit[4] q;
        for int i in [0:3] { ry(0.3 + 0.2*i) q[i]; }
        cx q[0], q[1];
        ry(x_0) q[1];
        cx q[1], q[2];
        ry(0.7) q[2];
        cx q[2], q[3];
        """;

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Names => ["qiskit", "cirq", "pennylane", "braket"];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Names))]
    public async Task SelfTest_ComparesWithExactDistributions(string name)
    {
        (int code, string output, string error) = await RunAsync(name, "", "--self-test");
        Assert.True(code == 0, error);
        Assert.Contains("3 circuits agree with their exact distributions", output, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Conversation_IsTheRecordedOne(string name)
    {
        string request = await File.ReadAllTextAsync(
            Path.Combine(Own, "conversations", name == "braket" ? "braket.in.jsonl" : "openqasm.in.jsonl"),
            TestContext.Current.CancellationToken);
        (int code, string output, _) = await RunAsync(name, request);
        Assert.Equal(0, code);
        string[] expected =
            await File.ReadAllLinesAsync(Path.Combine(Own, "conversations", $"{name}.out.jsonl"), TestContext.Current.CancellationToken);
        string[] given = output.TrimEnd().Split('\n');
        Assert.Equal(expected.Length, given.Length);
        Assert.All(expected.Zip(given), pair => Assert.True(
            JsonNode.DeepEquals(JsonNode.Parse(pair.First), JsonNode.Parse(pair.Second)), $"expected {pair.First} but got {pair.Second}"));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Estimate_OverTheAdapter_IsWithinItsError(string name)
    {
        Assert.SkipUnless(Python.IsInstalled, Python.Missing);
        Cutqnn run = await Cutqnn.RunAsync(
            "estimate",
            _folder.File("in.qasm", Circuit),
            "--observable",
            "ZZZZ",
            "--partition",
            "AABB",
            "--input",
            "x_0=0.4",
            "--shots",
            "2000",
            "--json",
            "--backend", $"process:env \"PYTHONPATH={Paths}\" python3 \"{Adapter(name)}\"");
        Assert.True(run.ExitCode == 0, run.Error);
        AssertWithinError(JsonDocument.Parse(run.Output).RootElement);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Folder_IsRun_AndReconstructed(string name)
    {
        Assert.SkipUnless(Python.IsInstalled, Python.Missing);
        string target = _folder.File("out");
        Cutqnn cut = await Cutqnn.RunAsync(
            "cut", _folder.File("in.qasm", Circuit), "--observable", "ZZZZ", "--partition", "AABB", "--input", "x_0=0.4", "--shots", "2000",
            "--dialect", name, "--out", target);
        Assert.True(cut.ExitCode == 0, cut.Error);
        (int code, _, string error) = await RunAsync(name, "", "--folder", target);
        Assert.True(code == 0, error);
        Cutqnn run = await Cutqnn.RunAsync("reconstruct", target, "--json");
        Assert.True(run.ExitCode == 0, run.Error);
        AssertWithinError(JsonDocument.Parse(run.Output).RootElement);
    }

    // Aer's seeds of neighbouring circuits overlap where something happens after a measurement.
    [Fact]
    public async Task Qiskit_RunsCircuitsWithMeasurementsInTheMiddleOneByOne_AndDoesNotOptimise()
    {
        Assert.SkipUnless(Python.IsInstalled, Python.Missing);
        string log = _folder.File("calls.txt", "");
        string request =
            await File.ReadAllTextAsync(Path.Combine(Own, "conversations", "openqasm.in.jsonl"), TestContext.Current.CancellationToken);
        await RunAsync("qiskit", request, [], log);
        string[] calls = await File.ReadAllLinesAsync(log, TestContext.Current.CancellationToken);
        Assert.Equal(
            [
                "AerSimulator 1",
                "transpile 3 level 0",
                "run 1 shots 64",
                "run 1 shots 64",
                "run 1 shots 32",
                "transpile 1 level 0",
                "run 1 shots 8",
            ],
            calls);
    }

    // Five standard errors: a false alarm in two million seeds, and the seed is fixed.
    private static void AssertWithinError(JsonElement document)
    {
        double error = document.GetProperty("standard_error").GetDouble();
        Assert.InRange(error, 1e-3, 0.1);
        Assert.InRange(document.GetProperty("value").GetDouble() - document.GetProperty("exact").GetDouble(), -5 * error, 5 * error);
    }

    private static string Root => Repository.Root;

    private static string Own => Path.Combine(Root, "tests", "EndToEnd", "Adapters");

    private static string Paths => string.Join(Path.PathSeparator, Path.Combine(Own, "standins"), Path.Combine(Root, "adapters"));

    private static string Adapter(string name) => Path.Combine(Root, "adapters", $"{name}_adapter.py");

    private static async Task<(int Code, string Output, string Error)> RunAsync(string name, string input, params string[] arguments) =>
        await RunAsync(name, input, arguments, log: null);

    private static async Task<(int Code, string Output, string Error)> RunAsync(string name, string input, string[] arguments, string? log)
    {
        Assert.SkipUnless(Python.IsInstalled, Python.Missing);
        var start = new ProcessStartInfo("python3", [Adapter(name), .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["PYTHONPATH"] = Paths;
        start.Environment["PYTHONDONTWRITEBYTECODE"] = "1";
        if (log is not null)
        {
            start.Environment["STANDIN_LOG"] = log;
        }

        using Process process = Process.Start(start)!;
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        Task<string> error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        string output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, output, await error);
    }
}
