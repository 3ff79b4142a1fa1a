using System.Diagnostics;
using System.Text.Json;
using Xunit;

namespace CutAwareQnn.EndToEnd;

/// <summary>Jobs as folders, which the reference adapter runs as they come; and what a run will take.</summary>
public sealed class FolderBackendTests : IDisposable
{
    private const string Circuit = """
        OPENQASM 2.0;
        include "qelib1.inc";
        qreg q[4];
        ry(0.3) q[0]; ry(0.5) q[1]; ry(0.7) q[2]; ry(0.9) q[3];
        cx q[0],q[1]; rz(0.4) q[1]; cx q[1],q[2]; ry(0.2) q[1]; ry(0.7) q[2]; cx q[2],q[3]; ry(0.3) q[3];
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Estimate_WaitsForItsResults_AndFindsThemAgain()
    {
        Assert.SkipUnless(Python.IsInstalled, Python.Missing);
        string jobs = Directory.CreateDirectory(_folder.File("jobs")).FullName;
        string[] estimate =
            [
                "estimate",
                _folder.File("in.qasm", Circuit),
                "--observable",
                "ZZZZ",
                "--partition",
                "AABB",
                "--shots",
                "2000",
                "--backend",
                $"folder:{jobs}",
                "--json",
            ];
        JsonElement first;
        using (Watch(jobs))
        {
            first = await JsonAsync(estimate);
        }

        double error = first.GetProperty("standard_error").GetDouble();

        // Five standard errors: a false alarm in two million seeds, and the seed is fixed.
        Assert.InRange(first.GetProperty("value").GetDouble() - first.GetProperty("exact").GetDouble(), -5 * error, 5 * error);
        Assert.Equal(2, Directory.GetDirectories(jobs).Length);

        // Nobody runs circuits any more: the same jobs are answered by the same files.
        JsonElement again = await JsonAsync(estimate);
        Assert.Equal(first.GetProperty("value").GetDouble(), again.GetProperty("value").GetDouble());
        Assert.Equal(first.GetProperty("standard_error").GetDouble(), again.GetProperty("standard_error").GetDouble());
    }

    // Stopped while it waits, continued, and equal to a run that was never stopped: counts are keyed by the jobs' contents.
    [Fact]
    public async Task ATraining_IsStoppedAndContinued()
    {
        Assert.SkipUnless(Python.IsInstalled, Python.Missing);
        string jobs =
            Directory.CreateDirectory(_folder.File("jobs")).FullName, whole = _folder.File("whole"), stopped = _folder.File("stopped");
        string[] train =
        [
            "train",
            "iris",
            "--epochs",
            "1",
            "--batch-size",
            "60",
            "--shots",
            "64",
            "--partition",
            "AABB",
            "--backend",
            $"folder:{jobs}",
            "--checkpoint-every",
            "0",
        ];
        using (Watch(jobs))
        {
            Cutqnn run = await Cutqnn.RunAsync([.. train, "--out", whole]);
            Assert.True(run.ExitCode == 0, run.Error);
        }

        // Without its results, one job waits for ever.
        string waiting = Directory.GetDirectories(jobs).MaxBy(Directory.GetCreationTimeUtc)!;
        string results = Path.Combine(waiting, "results"), kept = _folder.File("kept");
        Directory.Move(results, kept);
        Directory.CreateDirectory(results);
        using (var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken))
        {
            Task<Cutqnn> run = Cutqnn.RunAsync(stop.Token, [.. train, "--out", stopped]);
            while (!File.Exists(Path.Combine(stopped, "checkpoint.json")) && !run.IsCompleted)
            {
                await Task.Delay(10, TestContext.Current.CancellationToken);
            }

            await stop.CancelAsync();
            Assert.Equal(130, (await run).ExitCode);
        }

        Directory.Delete(results);
        Directory.Move(kept, results);
        Cutqnn resumed = await Cutqnn.RunAsync("train", "--resume", stopped);
        Assert.True(resumed.ExitCode == 0, resumed.Error);
        Assert.Equal(Summary(whole).GetProperty("weights").GetRawText(), Summary(stopped).GetProperty("weights").GetRawText());
    }

    [Theory]
    [InlineData("folder:")]
    [InlineData("folder:jobs,colour=red")]
    [InlineData("folder:jobs,dialect=quil")]
    [InlineData("folder:jobs,dialect=qibo")]
    public async Task BadFolders_AreRefusedInOneLine(string backend)
    {
        Cutqnn run = await Cutqnn.RunAsync(
            "estimate",
            _folder.File("in.qasm", Circuit),
            "--observable",
            "ZZZZ",
            "--partition",
            "AABB",
            "--shots",
            "10",
            "--backend",
            backend);
        Assert.Equal(2, run.ExitCode);
        Assert.Single(run.Error.TrimEnd().Split('\n'));
        Assert.Contains("; give ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DryRun_CountsCircuitsShotsAndTasks_AndRunsNothing()
    {
        JsonElement qpu = await JsonAsync(
            "estimate",
            _folder.File("in.qasm", Circuit),
            "--observable",
            "ZZZZ",
            "--partition",
            "AABB",
            "--shots",
            "100",
            "--backend",
            "qpu:queue_s=60,execute_s=0,shot_s=0.01",
            "--fold", "1,3", "--mitigate", "readout:500", "--dry-run", "--json");
        Assert.Equal(
            ["backend", "circuits", "total_shots", "tasks", "submissions", "price", "currency", "time_s"],
            qpu.EnumerateObject().Select(p => p.Name));

        // Ten variants at two scales, and two calibrations; two jobs per scale, each of which queues.
        Assert.Equal(22, qpu.GetProperty("circuits").GetInt64());
        Assert.Equal(3000, qpu.GetProperty("total_shots").GetInt64());
        Assert.Equal(6 * 60.0 + 30, qpu.GetProperty("time_s").GetDouble(), 1e-9);
        Assert.Equal(JsonValueKind.Null, qpu.GetProperty("price").ValueKind);
    }

    [Fact]
    public async Task Prices_AreStated_AndLimited()
    {
        Assert.SkipUnless(Python.IsInstalled, Python.Missing);
        string own = Path.Combine(
            Repository.Root, "tests", "EndToEnd", "Adapters", "standins"), adapters = Path.Combine(Repository.Root, "adapters");
        string[] estimate =
        [
            "estimate",
            _folder.File("in.qasm", Circuit),
            "--observable",
            "ZZZZ",
            "--partition",
            "AABB",
            "--shots",
            "1000",
            "--json",
            "--backend",
            $"process:env \"PYTHONPATH={own}{Path.PathSeparator}{adapters}\" python3 "
            + $"\"{Path.Combine(adapters, "braket_adapter.py")}\" --price-per-task 0.3 --price-per-shot 0.00035",
        ];
        JsonElement forecast = await JsonAsync([.. estimate, "--dry-run"]);
        Assert.Equal(10, forecast.GetProperty("tasks").GetInt64());
        Assert.Equal((10 * 0.3) + (10_000 * 0.00035), forecast.GetProperty("price").GetDouble(), 1e-9);
        Assert.Equal("USD", forecast.GetProperty("currency").GetString());
        Cutqnn dear = await Cutqnn.RunAsync([.. estimate, "--max-price", "6.4"]);
        Assert.Equal(2, dear.ExitCode);
        Assert.Contains("would cost 6.50 USD", dear.Error, StringComparison.Ordinal);
        Assert.Equal(0, (await Cutqnn.RunAsync([.. estimate, "--max-price", "6.6"])).ExitCode);
        Cutqnn none = await Cutqnn.RunAsync([.. estimate[..^2], "--max-price", "1"]);
        Assert.Contains("states none", none.Error, StringComparison.Ordinal);
    }

    private static JsonElement Summary(string run) => JsonDocument.Parse(File.ReadAllText(Path.Combine(run, "summary.json"))).RootElement;

    private static async Task<JsonElement> JsonAsync(params string[] arguments)
    {
        Cutqnn run = await Cutqnn.RunAsync(arguments);
        Assert.True(run.ExitCode == 0, run.Error);
        return JsonDocument.Parse(run.Output).RootElement;
    }

    private static Watcher Watch(string jobs) => new(Process.Start(new ProcessStartInfo("python3", [Python.Reference, "--watch", jobs]))!);

    private sealed class Watcher(Process process) : IDisposable
    {
        public void Dispose()
        {
            process.Kill();
            process.WaitForExit();
            process.Dispose();
        }
    }
}
