using System.Diagnostics;
using System.Text.Json;
using Xunit;

namespace CutAwareQnn.EndToEnd;

/// <summary>A query on its way to a device and back, by files and live.</summary>
public sealed class DeviceTests : IDisposable
{
    private const string Circuit = """
        OPENQASM 3.0;
        include "stdgates.inc";
        input float[64] x_0;
        qubit[4] q;
        for int i in [0:3] { ry(0.3 + 0.2*i) q[i]; }
        cx q[0], q[1];
        p(x_0) q[1];
        cx q[1], q[2];
        ry(0.7) q[2];
        cx q[2], q[3];
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Counts_OfAFile_NameFormatShotsAndRegisters()
    {
        string result = _folder.File("result.json", """{"plain": {"10 1": 3, "00 0": 5}}""");
        JsonElement document = await JsonAsync("counts", result);
        Assert.Equal("qiskit_counts", document.GetProperty("format").GetString());
        JsonElement plain = document.GetProperty("circuits").GetProperty("plain");
        Assert.Equal(["shots", "registers", "counts"], plain.EnumerateObject().Select(p => p.Name));
        Assert.Equal(8, plain.GetProperty("shots").GetInt64());
        Assert.Equal(3, plain.GetProperty("counts").GetProperty("5").GetInt64());
        Assert.Equal(5, plain.GetProperty("counts").GetProperty("0").GetInt64());
        Cutqnn text = await Cutqnn.RunAsync("counts", result);
        Assert.Contains("10 1  3", text.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"Histogram": ["[0, 1]", 1.0]}""", "--bits")]
    [InlineData("""{"3": 0.5, "1": 0.5}""", "--shots")]
    [InlineData("""{"3": 0.5, "1": 0.5""", "not JSON")]
    public async Task Counts_OfWhatIsOpenOrBroken_AreRefusedInOneLine(string json, string reason)
    {
        Cutqnn run = await Cutqnn.RunAsync("counts", _folder.File("result.json", json), "--json");
        Assert.Equal(2, run.ExitCode);
        Assert.Empty(run.Output);
        Assert.Contains(reason, run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.TrimEnd().Split('\n'));
    }

    [Theory]
    [InlineData("--shots", "x")]
    [InlineData("--shots", "0")]
    [InlineData("--shots", "1,5")]
    [InlineData("--bits", "middle")]
    public async Task BadOptions_AreRefused(string option, string value)
    {
        Cutqnn run = await Cutqnn.RunAsync("counts", _folder.File("result.json", """{"3": 5}"""), option, value);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(option, run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("openqasm3", false)]
    [InlineData("qiskit", false)]
    [InlineData("braket", false)]
    [InlineData("qibo", true)]
    public async Task CutRunAndReconstruct_GiveTheExactValueWithinTheError(string dialect, bool isDeferred)
    {
        Assert.SkipUnless(Python.IsInstalled, Python.Missing);
        string source = _folder.File("in.qasm", Circuit), target = _folder.File("out");
        string[] cut =
        [
            "cut",
            source,
            "--observable",
            "ZZZZ",
            "--partition",
            "AABB",
            "--input",
            "x_0=0.4",
            "--shots",
            "2000",
            "--dialect",
            dialect,
            "--out",
            target,
        ];
        JsonElement written = await JsonAsync(isDeferred ? [.. cut, "--no-mid-circuit"] : cut);
        Assert.Equal(10, written.GetProperty("circuits").GetInt32());
        Assert.Equal(20_000, written.GetProperty("total_shots").GetInt64());
        await RunFolderAsync(target, "3");

        JsonElement value = await JsonAsync("reconstruct", target);
        Assert.Equal(
            [
                "value",
                "standard_error",
                "exact",
                "mitigated",
                "circuits",
                "circuits_run",
                "total_shots",
                "lost_shots",
                "missing",
                "formats",
            ],
            value.EnumerateObject().Select(p => p.Name));
        double error = value.GetProperty("standard_error").GetDouble();
        Assert.InRange(error, 1e-3, 0.05);

        // Five standard errors: a false alarm in two million seeds, and the seed is fixed.
        Assert.InRange(value.GetProperty("value").GetDouble() - value.GetProperty("exact").GetDouble(), -5 * error, 5 * error);
        Assert.Equal(20_000, value.GetProperty("total_shots").GetInt64());
    }

    [Fact]
    public async Task Cut_IntoAFolderThatHoldsSomething_IsRefused_AndNothingIsWritten()
    {
        string source = _folder.File("in.qasm", Circuit);
        string[] cut = ["cut", source, "--observable", "ZZZZ", "--input", "x_0=0.4", "--shots", "10", "--out"];
        Assert.Equal(2, (await Cutqnn.RunAsync([.. cut, Path.GetDirectoryName(source)!])).ExitCode);
        Assert.False(File.Exists(Path.Combine(Path.GetDirectoryName(source)!, "manifest.json")));
        Cutqnn unknown = await Cutqnn.RunAsync([.. cut, _folder.File("other"), "--dialect", "quil"]);
        Assert.Equal(2, unknown.ExitCode);
        Assert.Contains("dialect 'quil' is unknown", unknown.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder.File("other")));
    }

    [Fact]
    public async Task Reconstruct_WithoutResults_NamesWhatIsMissing()
    {
        string target = _folder.File("out");
        await JsonAsync(
            "cut",
            _folder.File("in.qasm", Circuit),
            "--observable",
            "ZZZZ",
            "--partition",
            "AABB",
            "--input",
            "x_0=0.4",
            "--total-shots",
            "1000",
            "--out",
            target);
        Cutqnn empty = await Cutqnn.RunAsync("reconstruct", target);
        Assert.Equal(2, empty.ExitCode);
        Assert.Contains("no result files", empty.Error, StringComparison.Ordinal);
        File.WriteAllText(Path.Combine(target, "results", "a.json"), """{"f0-s00": {"0": 3}}""");
        Cutqnn partial = await Cutqnn.RunAsync("reconstruct", target);
        Assert.Equal(2, partial.ExitCode);
        Assert.Contains("9 of 10 circuits have no results", partial.Error, StringComparison.Ordinal);
        JsonElement allowed = await JsonAsync("reconstruct", target, "--allow-missing");
        Assert.Equal(1, allowed.GetProperty("standard_error").GetDouble());
        Assert.Equal(9, allowed.GetProperty("missing").GetArrayLength());
    }

    // Shots by variance: together with the first round they give a smaller error than as many shots divided equally, and a right value.
    [Fact]
    public async Task ASecondRound_GoesWhereTheVarianceIs()
    {
        Assert.SkipUnless(Python.IsInstalled, Python.Missing);
        string source =
            _folder.File("in.qasm", Circuit), target = _folder.File("out"), round = _folder.File("round"), equal = _folder.File("equal");
        string[] cut = ["cut", source, "--observable", "ZZZZ", "--partition", "AABB", "--input", "x_0=0.4"];
        await JsonAsync([.. cut, "--shots", "300", "--out", target]);
        await RunFolderAsync(target, "3");
        JsonElement first = await JsonAsync("reconstruct", target, "--next", round, "--total-shots", "27000");
        Assert.Equal(27_000, first.GetProperty("next").GetProperty("total_shots").GetInt64());
        await RunFolderAsync(round, "4");
        JsonElement both = await JsonAsync(
            "reconstruct", target, "--results", Path.Combine(target, "results"), "--results", Path.Combine(round, "results"));
        Assert.Equal(30_000, both.GetProperty("total_shots").GetInt64());
        double error = both.GetProperty("standard_error").GetDouble();
        Assert.InRange(both.GetProperty("value").GetDouble() - both.GetProperty("exact").GetDouble(), -5 * error, 5 * error);
        await JsonAsync([.. cut, "--shots", "3000", "--out", equal]);
        await RunFolderAsync(equal, "5");
        Assert.True(error < 0.97 * (await JsonAsync("reconstruct", equal)).GetProperty("standard_error").GetDouble());

        Cutqnn missing = await Cutqnn.RunAsync("reconstruct", target, "--next", _folder.File("other"));
        Assert.Equal(2, missing.ExitCode);
        Assert.Contains("give --total-shots", missing.Error, StringComparison.Ordinal);
        Assert.Equal(2, (await Cutqnn.RunAsync("reconstruct", target, "--next", round, "--total-shots", "10")).ExitCode);
        Assert.False(Directory.Exists(_folder.File("other")));
    }

    // A triangle of gates fits no line, and one qubit is read badly: circuits are routed, and calibrated qubit by qubit of the device.
    [Fact]
    public async Task Cut_ForADevice_PlacesAndRoutes_AndComesBack()
    {
        Assert.SkipUnless(Python.IsInstalled, Python.Missing);
        const string Triangle = """
            OPENQASM 2.0; include "qelib1.inc"; qreg q[4];
            ry(0.3) q[0]; ry(0.5) q[1]; ry(0.7) q[2]; ry(0.9) q[3];
            cx q[0],q[1]; ry(0.4) q[1]; cx q[1],q[2]; ry(0.7) q[2]; cx q[2],q[0]; ry(0.2) q[0]; cx q[2],q[3];
            """;
        string model = Path.Combine(Repository.Root, "samples", "devices", "line5.json"), target = _folder.File("out");
        string[] cut =
            [
                "cut",
                _folder.File("triangle.qasm", Triangle),
                "--observable",
                "ZZZZ",
                "--partition",
                "AAAB",
                "--shots",
                "4000",
                "--connectivity",
                model,
                "--out",
                target,
            ];
        JsonElement written = await JsonAsync(cut);
        Assert.True(written.GetProperty("swaps").GetInt32() > 0);
        HashSet<(int, int)> coupled = [(0, 1), (1, 2), (2, 3), (3, 4), (1, 0), (2, 1), (3, 2), (4, 3)];
        foreach (string file in Directory.GetFiles(Path.Combine(target, "circuits")))
        {
            Assert.All(
                (await File.ReadAllLinesAsync(file, TestContext.Current.CancellationToken))
                    .Where(l => l.StartsWith("cx ", StringComparison.Ordinal)),
                line => Assert.Contains((line[5] - '0', line[10] - '0'), coupled));
        }

        await RunFolderAsync(target, "5");
        foreach (string[] options in (string[][])[[], ["--mitigate", $"readout:{Path.Combine(target, "results", "reference.json")}"]])
        {
            JsonElement value = await JsonAsync(["reconstruct", target, .. options]);
            double error = value.GetProperty("standard_error").GetDouble();
            Assert.InRange(value.GetProperty("value").GetDouble() - value.GetProperty("exact").GetDouble(), -5 * error, 5 * error);
        }
    }

    [Fact]
    public async Task ObservablesRowsAndScales_GoIntoOneFolder_AndComeBack()
    {
        Assert.SkipUnless(Python.IsInstalled, Python.Missing);
        string source = _folder.File("in.qasm", Circuit), target = _folder.File("out");
        string table = _folder.File("rows.csv", "x_0\n0.4\n1.3\n");
        JsonElement written = await JsonAsync(
            "cut", source, "--observable", "ZZZZ", "--observable", "IZZI + 0.25*IIII", "--partition", "AABB", "--inputs", table,
            "--fold", "1,3", "--fold-gates", "--extrapolate", "richardson", "--shots", "4000", "--out", target);
        Assert.Equal([1, 3], written.GetProperty("scales").EnumerateArray().Select(s => s.GetInt32()));
        await RunFolderAsync(target, "3");
        JsonElement document = await JsonAsync("reconstruct", target);
        Assert.Equal(written.GetProperty("circuits").GetInt32(), document.GetProperty("circuits_run").GetInt32());
        JsonElement[] estimates = [.. document.GetProperty("estimates").EnumerateArray()];
        Assert.Equal(
            ["ZZZZ 0", "IZZI + 0.25*IIII 0", "ZZZZ 1", "IZZI + 0.25*IIII 1"],
            estimates.Select(e => $"{e.GetProperty("observable").GetString()} {e.GetProperty("row").GetInt32()}"));
        foreach (JsonElement estimate in estimates)
        {
            // Richardson's error of two scales is that of both: 1.5 and 0.5 of them.
            double error = estimate.GetProperty("standard_error").GetDouble();
            JsonElement[] points = [.. estimate.GetProperty("zero_noise").GetProperty("points").EnumerateArray()];
            double[] errors = [.. points.Select(p => p.GetProperty("standard_error").GetDouble())];
            Assert.Equal(Math.Sqrt((2.25 * errors[0] * errors[0]) + (0.25 * errors[1] * errors[1])), error, 1e-12);

            // Five standard errors: a false alarm in two million seeds, and the seed is fixed.
            Assert.InRange(estimate.GetProperty("value").GetDouble() - estimate.GetProperty("exact").GetDouble(), -5 * error, 5 * error);
        }

        JsonElement linear = (await JsonAsync("reconstruct", target, "--extrapolate", "exponential")).GetProperty("estimates")[0];
        Assert.Equal("exponential", linear.GetProperty("zero_noise").GetProperty("extrapolation").GetString());
    }

    [Fact]
    public async Task Estimate_OnANoisyProcessor_IsContinuedToTheExactValue()
    {
        const string Qpu = "qpu:readout=0,depolarising_1=0,depolarising_2=0.02,queue_s=0,execute_s=0,failure=0";
        string[] estimate =
            [
                "estimate",
                _folder.File("in.qasm", Circuit),
                "--observable",
                "ZZZZ",
                "--partition",
                "AABB",
                "--input",
                "x_0=0.4",
                "--shots",
                "4000000",
                "--backend",
                Qpu,
            ];
        JsonElement raw = await JsonAsync(estimate);
        JsonElement document = await JsonAsync([.. estimate, "--fold", "1,3,5", "--fold-gates", "--extrapolate", "exponential"]);
        double exact = raw.GetProperty("exact").GetDouble(), error = document.GetProperty("standard_error").GetDouble();
        Assert.True(Math.Abs(raw.GetProperty("value").GetDouble() - exact) > 10 * raw.GetProperty("standard_error").GetDouble());
        Assert.InRange(document.GetProperty("value").GetDouble() - exact, -5 * error, 5 * error);
        Assert.True(error > raw.GetProperty("standard_error").GetDouble());
        Assert.Equal(3 * raw.GetProperty("circuits_run").GetInt64(), document.GetProperty("circuits_run").GetInt64());
        JsonElement zeroNoise = document.GetProperty("zero_noise");
        Assert.Equal(["fold", "extrapolation", "points"], zeroNoise.EnumerateObject().Select(p => p.Name));
        Assert.Equal([1, 3, 5], zeroNoise.GetProperty("points").EnumerateArray().Select(p => p.GetProperty("scale").GetInt32()));
    }

    [Theory]
    [InlineData("begin with 1", "--shots", "10", "--backend", "qpu", "--fold", "3,5")]
    [InlineData("odd", "--shots", "10", "--backend", "qpu", "--fold", "1,2")]
    [InlineData("at least two", "--shots", "10", "--backend", "qpu", "--fold", "1")]
    [InlineData("do not ascend", "--shots", "10", "--backend", "qpu", "--fold", "1,5,3")]
    [InlineData("has none", "--shots", "10", "--fold", "1,3")]
    [InlineData("none are sampled", "--backend", "qpu", "--fold", "1,3")]
    [InlineData("omit --mode published", "--mode", "published", "--shots", "10", "--backend", "qpu", "--fold", "1,3")]
    [InlineData("the target holds for each scale", "--target-error", "0.1", "--backend", "qpu", "--fold", "1,3")]
    [InlineData("linear or richardson", "--gradient", "--shots", "10", "--backend", "qpu", "--fold", "1,3", "--extrapolate", "exponential")]
    [InlineData("give --fold as well", "--shots", "10", "--backend", "qpu", "--fold-gates")]
    [InlineData("give --fold as well", "--shots", "10", "--backend", "qpu", "--extrapolate", "linear")]
    [InlineData("omit --fold", "--shots", "10", "--backend", "qpu", "--fold", "1,3", "--pairs", "1")]
    public async Task Folding_WhereItHasNoMeaning_IsRefusedInOneLine(string reason, params string[] options)
    {
        Cutqnn run = await Cutqnn.RunAsync(
            [
                "estimate",
                _folder.File("in.qasm", Circuit),
                "--observable",
                "ZZZZ",
                "--partition",
                "AABB",
                "--input",
                "x_0=0.4",
                .. options,
            ]);
        Assert.Equal(2, run.ExitCode);
        Assert.Empty(run.Output);
        Assert.Contains(reason, run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.TrimEnd().Split('\n'));
    }

    [Fact]
    public async Task Folding_OfGatesOnMeasuredBits_IsRefused()
    {
        const string Forward = "OPENQASM 3.0; include \"stdgates.inc\"; qubit[3] q; bit c; h q[0]; c = measure q[0]; if (c) "
            + "ry(0.3) q[1]; cx q[1], q[2]; ry(0.4) q[1]; ry(0.5) q[2];";
        Cutqnn run = await Cutqnn.RunAsync(
            "estimate",
            _folder.File("forward.qasm", Forward),
            "--observable",
            "ZZZ",
            "--partition",
            "AAB",
            "--shots",
            "10",
            "--backend",
            "qpu",
            "--fold",
            "1,3");
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("depends on measured bits", run.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder.File("out")));
    }

    // Errors of readout alone, which a calibration inverts: what remains is statistical, and the bar is longer.
    [Theory]
    [InlineData("qpu:readout=0.05,depolarising_1=0,depolarising_2=0,failure=0")]
    [InlineData("qpu:model=")]
    public async Task Mitigation_TakesErrorsOfReadoutAway(string backend)
    {
        const string Model = """
            {"format": "cutqnn-device", "name": "flips", "readout": [[0.01, 0.06], [0.05, 0.02], [0.03, 0.09], [0.02, 0.04]], "one_qubit": [0, 0, 0, 0],
             "two_qubit": [[0, 1, 0], [1, 2, 0], [2, 3, 0]]}
            """;
        backend = backend == "qpu:model=" ? $"{backend}{_folder.File("flips.json", Model)},failure=0" : backend;
        string[] estimate =
        [
            "estimate",
            _folder.File("in.qasm", Circuit),
            "--observable",
            "ZZZZ",
            "--partition",
            "AABB",
            "--input",
            "x_0=0.4",
            "--shots",
            "400000",
            "--backend",
            backend,
        ];
        JsonElement raw = await JsonAsync(estimate), document = await JsonAsync([.. estimate, "--mitigate", "readout:1000000"]);
        double exact = raw.GetProperty("exact").GetDouble(), rawError = raw.GetProperty("standard_error").GetDouble();
        double error = document.GetProperty("standard_error").GetDouble();
        Assert.True(Math.Abs(raw.GetProperty("value").GetDouble() - exact) > 10 * rawError);
        Assert.InRange(document.GetProperty("value").GetDouble() - exact, -5 * error, 5 * error);
        Assert.True(error > rawError);
        Assert.True(document.GetProperty("mitigated").GetBoolean());
        Assert.Equal(2_000_000, document.GetProperty("calibration_shots").GetInt64());
    }

    // Nothing to invert: the reference adapter reads without errors.
    [Fact]
    public async Task Mitigation_OverTheReferenceAdapter_ChangesNothing()
    {
        Assert.SkipUnless(Python.IsInstalled, Python.Missing);
        JsonElement document = await JsonAsync(
            "estimate",
            _folder.File("in.qasm", Circuit),
            "--observable",
            "ZZZZ",
            "--partition",
            "AABB",
            "--input",
            "x_0=0.4",
            "--shots",
            "1000",
            "--fold",
            "1,3",
            "--mitigate", "readout:100", "--backend", $"process:python3 \"{Adapter}\"");
        double error = document.GetProperty("standard_error").GetDouble();
        Assert.InRange(document.GetProperty("value").GetDouble() - document.GetProperty("exact").GetDouble(), -5 * error, 5 * error);
    }

    [Theory]
    [InlineData("has none", "--shots", "10", "--mitigate", "readout")]
    [InlineData("'gates' is unknown", "--shots", "10", "--backend", "qpu", "--mitigate", "gates")]
    [InlineData("none are sampled", "--backend", "qpu", "--mitigate", "readout")]
    [InlineData("omit --gradient", "--shots", "10", "--backend", "qpu", "--mitigate", "readout", "--gradient")]
    [InlineData("not a whole number", "--shots", "10", "--backend", "qpu", "--mitigate", "readout:x")]
    [InlineData("omit --target-error", "--target-error", "0.1", "--backend", "qpu", "--mitigate", "readout")]
    [InlineData("does not exist", "--shots", "10", "--backend", "qpu:model=none.json")]
    [InlineData("errors of its own", "--shots", "10", "--backend", "qpu:model=none.json,readout=0.1")]
    public async Task MitigationAndModels_WhereTheyHaveNoMeaning_AreRefusedInOneLine(string reason, params string[] options)
    {
        Cutqnn run = await Cutqnn.RunAsync(
            [
                "estimate",
                _folder.File("in.qasm", Circuit),
                "--observable",
                "ZZZZ",
                "--partition",
                "AABB",
                "--input",
                "x_0=0.4",
                .. options,
            ]);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(reason, run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.TrimEnd().Split('\n'));
    }

    [Fact]
    public async Task Estimate_OverTheReferenceAdapter_IsWithinItsError()
    {
        Assert.SkipUnless(Python.IsInstalled, Python.Missing);
        JsonElement document = await JsonAsync(
            "estimate",
            _folder.File("in.qasm", Circuit),
            "--observable",
            "ZZZZ",
            "--partition",
            "AABB",
            "--input",
            "x_0=0.4",
            "--shots",
            "1000",
            "--backend", $"process:python3 \"{Adapter}\"", "--workers", "2");
        double error = document.GetProperty("standard_error").GetDouble();
        Assert.InRange(error, 1e-3, 0.1);
        Assert.InRange(document.GetProperty("value").GetDouble() - document.GetProperty("exact").GetDouble(), -5 * error, 5 * error);
    }

    [Fact]
    public async Task TrainingOnIris_OverTheReferenceAdapter_ReachesTheSameAccuracy()
    {
        Assert.SkipUnless(Python.IsInstalled, Python.Missing);
        string[] train = ["train", "iris", "--epochs", "2", "--shots", "1024", "--partition", "AABB"];
        JsonElement own = await JsonAsync([.. train, "--out", _folder.File("own")]);
        JsonElement adapter =
            await JsonAsync([.. train, "--out", _folder.File("adapter"), "--workers", "2", "--backend", $"process:python3 \"{Adapter}\""]);
        Assert.Equal(own.GetProperty("test_accuracy").GetDouble(), adapter.GetProperty("test_accuracy").GetDouble());
        Assert.True(adapter.GetProperty("test_accuracy").GetDouble() >= 0.95);
    }

    [Fact]
    public async Task Estimate_OverAProgramThatIsNone_IsRefusedInOneLine()
    {
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
            "10",
            "--backend", "process:no-such-program");
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("'no-such-program' cannot be started", run.Error, StringComparison.Ordinal);
    }

    private static async Task RunFolderAsync(string folder, string seed)
    {
        using Process adapter = Process.Start(new ProcessStartInfo("python3", [Adapter, "--folder", folder, "--seed", seed]))!;
        await adapter.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, adapter.ExitCode);
    }

    private static string Adapter => Python.Reference;

    private static async Task<JsonElement> JsonAsync(params string[] arguments)
    {
        Cutqnn run = await Cutqnn.RunAsync([.. arguments, "--json"]);
        Assert.True(run.ExitCode == 0, run.Error);
        return JsonDocument.Parse(run.Output).RootElement;
    }
}
