using System.Diagnostics;
using System.Text.Json;
using Xunit;

namespace CutAwareQnn.EndToEnd;

/// <summary>A training run that is killed, again and again, ends with the weights of one that is not, bit for bit.</summary>
public sealed class ResumeTests
{
    private static readonly string[] Training =
        [
            "train",
            "iris",
            "--epochs",
            "60",
            "--batch-size",
            "4",
            "--partition",
            "AABC",
            "--shots",
            "256",
            "--checkpoint-every",
            "0.02",
            "--workers",
            "2",
        ];

    [Fact]
    public async Task AKilledProcess_IsContinued_ToTheSameWeights()
    {
        using var folder = new TemporaryFolder();
        string whole = folder.File("whole");
        Cutqnn reference = await Cutqnn.RunAsync([.. Training, "--out", whole]);
        Assert.True(reference.ExitCode == 0, reference.Error);

        // A process is killed at a random moment after its first checkpoint; every third anywhere from its start. At most 30, so that it
        // ends.
        string killed = folder.File("killed");
        var random = new Random(20261121);
        int kills = 0;
        for (int life = 0; life < 30 && !File.Exists(Path.Combine(killed, "summary.json")); life++)
        {
            string[] arguments = File.Exists(Path.Combine(killed, "config.json"))
                ? ["train", "--resume", killed]
                : [.. Training, "--out", killed];
            string checkpoint = Path.Combine(killed, "checkpoint.json");
            DateTime before = File.GetLastWriteTimeUtc(checkpoint);
            using Process process = Start(arguments);
            while (life % 3 != 2 && File.GetLastWriteTimeUtc(checkpoint) == before && !process.WaitForExit(1))
            {
                // Until it has gone on.
            }

            if (!process.WaitForExit(life == 29 ? 120_000 : random.Next(life % 3 == 2 ? 500 : 100)))
            {
                process.Kill();
                await process.WaitForExitAsync();
                kills++;
            }
            else if (!File.Exists(Path.Combine(killed, "summary.json")))
            {
                Assert.Fail(await process.StandardError.ReadToEndAsync());
            }
        }

        if (!File.Exists(Path.Combine(killed, "summary.json")))
        {
            Cutqnn last = await Cutqnn.RunAsync("train", "--resume", killed);
            Assert.True(last.ExitCode == 0, last.Error);
        }

        Assert.True(kills > 0, "no process was killed");
        JsonElement expected = Summary(whole);
        JsonElement found = Summary(killed);
        foreach (string field in (string[])["weights", "train_loss", "test_accuracy", "epochs", "queries"])
        {
            Assert.Equal(expected.GetProperty(field).GetRawText(), found.GetProperty(field).GetRawText());
        }

        // What is logged is logged once: the same lines but for names and times.
        Assert.Equal(Lines(whole), Lines(killed));
    }

    [Fact]
    public async Task ARunThatIsDone_OrNone_IsNotContinued()
    {
        using var folder = new TemporaryFolder();
        string run = folder.File("run");
        Assert.Equal(0, (await Cutqnn.RunAsync("train", "iris", "--epochs", "1", "--shots", "exact", "--out", run)).ExitCode);
        Cutqnn done = await Cutqnn.RunAsync("train", "--resume", run);
        Assert.Equal(2, done.ExitCode);
        Assert.Contains("holds a run that is done", done.Error, StringComparison.Ordinal);
        Assert.Contains("holds no run", (await Cutqnn.RunAsync("train", "--resume", folder.File("none"))).Error, StringComparison.Ordinal);
        Assert.Contains("no data set was given", (await Cutqnn.RunAsync("train")).Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"weights\":", "\"weights\":[0.5],\"before\":")]
    [InlineData("\"first\":[", "\"first\":[0.5,")]
    [InlineData("\"log_length\":", "\"log_length\":-")]
    [InlineData("\"optimiser\":{", "\"optimiser\":{},\"before\":{")]
    [InlineData("\"sha256\":\"", "\"sha256\":\"0")]
    public async Task ACheckpointThatWasEdited_IsRefused(string written, string edited)
    {
        using var folder = new TemporaryFolder();
        string run = folder.File("run");
        Assert.Equal(0, (await Cutqnn.RunAsync("train", "iris", "--epochs", "1", "--shots", "exact", "--out", run)).ExitCode);
        File.Delete(Path.Combine(run, "summary.json"));
        string file = Path.Combine(run, "checkpoint.json");
        await File.WriteAllTextAsync(file, (await File.ReadAllTextAsync(file)).Replace(written, edited, StringComparison.Ordinal));

        Cutqnn refused = await Cutqnn.RunAsync("train", "--resume", run);

        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("cannot be continued", refused.Error, StringComparison.Ordinal);
        Assert.Single(refused.Error.TrimEnd().Split('\n'));
    }

    private static Process Start(string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string argument in (string[])[Path.Combine(AppContext.BaseDirectory, "cutqnn.dll"), .. arguments, "--json"])
        {
            start.ArgumentList.Add(argument);
        }

        return Process.Start(start)!;
    }

    private static JsonElement Summary(string folder) =>
        JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "summary.json"))).RootElement;

    private static string[] Lines(string folder) =>
    [
        .. File.ReadLines(Path.Combine(folder, "log.jsonl")).Select(line => string.Join(' ', JsonDocument.Parse(line).RootElement
            .EnumerateObject()
            .Where(p => p.Name != "run" && !p.Name.StartsWith("t_", StringComparison.Ordinal))
            .Select(p => p.Value.GetRawText()))),
    ];
}
