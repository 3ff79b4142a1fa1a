using System.Globalization;
using System.Text.Json;
using Xunit;

namespace CutAwareQnn.EndToEnd.Report;

public sealed class RunReportTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task AFinishedRun_IsShownWithItsNumbers()
    {
        string run = await TrainAsync("--robustness", "0,0.2");
        JsonElement written = JsonDocument.Parse(await ReportAsync(run, "--json")).RootElement;
        Assert.Equal("run", written.GetProperty("kind").GetString());
        Assert.True(written.GetProperty("complete").GetBoolean());
        Assert.True(File.Exists(written.GetProperty("page").GetString()));
        Assert.All(written.GetProperty("figures").EnumerateArray(), f => Assert.True(File.Exists(f.GetString())));

        var page = Page.Read(run);
        Assert.Equal(["outcome", "learning", "stages", "robustness", "settings"], page.Sections);
        JsonElement summary = JsonDocument.Parse(File.ReadAllText(Path.Combine(run, "summary.json"))).RootElement;
        Assert.Equal([Text(100 * summary.GetProperty("test_accuracy").GetDouble(), "F1")], page.Row("outcome", "test accuracy, %"));
        Assert.Equal([Text(summary.GetProperty("train_loss").GetDouble(), "F4")], page.Row("outcome", "train loss of the last epoch"));
        JsonElement stages = summary.GetProperty("stages");
        Assert.Equal(Text(100 * stages.GetProperty("execute").GetProperty("share").GetDouble(), "F1"), page.Row("stages", "execute")[^1]);
        Assert.Equal(["AABB"], page.Row("settings", "partition"));

        JsonElement machine = JsonDocument.Parse(File.ReadAllText(Path.Combine(run, "machine.json"))).RootElement;
        Assert.Equal(Environment.ProcessorCount, machine.GetProperty("processor_count").GetInt32());
        Assert.Equal([machine.GetProperty("framework").GetString()!], page.Row("settings", "runtime"));
        Assert.Equal([$"{machine.GetProperty("simd_bits")} bits"], page.Row("settings", "vectors"));

        // Losses of the log, averaged here.
        double[] losses =
        [
            .. File.ReadLines(Path.Combine(run, "log.jsonl")).Select(l => JsonDocument.Parse(l).RootElement)
                .Where(r => r.GetProperty("kind").GetString() == "step" && r.GetProperty("epoch").GetInt32() == 1)
                .Select(r => r.GetProperty("loss").GetDouble()),
        ];
        Assert.Equal(Text(losses.Average(), "F4"), page.Row("learning", "2")[1]);
    }

    [Fact]
    public async Task TheSameRun_GivesTheSamePage()
    {
        string run = await TrainAsync();
        await ReportAsync(run);
        string first = File.ReadAllText(Path.Combine(run, "report.html"));
        await ReportAsync(run);
        Assert.Equal(first, File.ReadAllText(Path.Combine(run, "report.html")));
    }

    [Fact]
    public async Task ARunThatIsNotFinished_IsShownAsFarAsItGoes()
    {
        string run = await TrainAsync();
        File.Delete(Path.Combine(run, "summary.json"));
        File.Delete(Path.Combine(run, "machine.json"));
        string log = Path.Combine(run, "log.jsonl");
        File.WriteAllText(log, File.ReadAllText(log)[..^40]);
        Assert.Contains("not finished", await ReportAsync(run), StringComparison.Ordinal);
        var page = Page.Read(run);
        Assert.Equal(["outcome", "learning", "stages", "settings"], page.Sections);
        Assert.Contains("This run is not finished", page.Text, StringComparison.Ordinal);
        Assert.Contains("The machine is not recorded", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ARunWithoutASingleRecord_IsShown()
    {
        string run = await TrainAsync();
        File.Delete(Path.Combine(run, "summary.json"));
        File.WriteAllText(Path.Combine(run, "log.jsonl"), "{\"kind\":\"ba");
        await ReportAsync(run);
        Assert.Equal(["outcome", "settings"], Page.Read(run).Sections);
    }

    [Fact]
    public async Task Stragglers_AreTold()
    {
        string run = await TrainAsync("--straggler-probability", "0.5", "--straggler-delay", "0.0001");
        await ReportAsync(run);
        var page = Page.Read(run);
        Assert.Contains("incidents", page.Sections);
        long injected = File.ReadLines(Path.Combine(run, "log.jsonl")).Select(l => JsonDocument.Parse(l).RootElement)
            .Sum(r => r.TryGetProperty("stragglers_injected", out JsonElement count) ? count.GetInt64() : 0);
        Assert.True(injected > 0);
        Assert.Equal([injected.ToString("N0", CultureInfo.InvariantCulture)], page.Row("incidents", "subexperiments held up on purpose"));
    }

    [Theory]
    [InlineData("missing", "does not exist; give the folder of a run or a sweep")]
    [InlineData("", "holds neither a run")]
    public async Task WhatIsNoFolderOfEither_IsRefusedInOneLine(string name, string part)
    {
        Cutqnn report = await Cutqnn.RunAsync("report", name.Length > 0 ? _folder.File(name) : _folder.File("."));
        AssertRefused(report, part);
    }

    [Theory]
    [InlineData("log.jsonl", null, "log.jsonl does not exist")]
    [InlineData("log.jsonl", "nonsense\n", "line 1 of")]
    [InlineData("summary.json", "{}", "summary.json cannot be read")]
    [InlineData("config.json", "{", "config.json cannot be read")]
    [InlineData("machine.json", "[]", "machine.json cannot be read")]
    public async Task ABrokenFile_IsNamedInOneLine_AndNothingIsWritten(string name, string? content, string part)
    {
        string run = await TrainAsync();
        string file = Path.Combine(run, name);
        File.Delete(file);
        if (content is not null)
        {
            File.WriteAllText(file, content);
        }

        AssertRefused(await Cutqnn.RunAsync("report", run), part);
        Assert.False(Path.Exists(Path.Combine(run, "report.html")));
    }

    private static void AssertRefused(Cutqnn report, string part)
    {
        Assert.Equal(2, report.ExitCode);
        Assert.Contains(part, report.Error, StringComparison.Ordinal);
        Assert.Single(report.Error.TrimEnd().Split('\n'));
    }

    private async Task<string> TrainAsync(params string[] options)
    {
        string run = _folder.File("run");
        Cutqnn training = await Cutqnn.RunAsync(["train", "iris", "--epochs", "2", "--out", run, .. options]);
        Assert.True(training.ExitCode == 0, training.Error);
        return run;
    }

    private static async Task<string> ReportAsync(string folder, params string[] options)
    {
        Cutqnn report = await Cutqnn.RunAsync(["report", folder, .. options]);
        Assert.True(report.ExitCode == 0, report.Error);
        return report.Output;
    }

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
