using System.Text.Json;
using Xunit;

namespace CutAwareQnn.EndToEnd;

/// <summary>The study's questions at the smallest size.</summary>
public sealed class SweepTests : IDisposable
{
    private static readonly string[] Small =
        ["--datasets", "iris", "--partitions", "none,AABB", "--seeds", "2", "--epochs", "2", "--published-epochs", "1", "--shots", "64"];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Sweep_WithAnUnknownOption_NamesTheHelpOfItsQuestion()
    {
        Cutqnn run = await Cutqnn.RunAsync("sweep", "rq1", "--guess");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("see 'cutqnn sweep rq1 --help'", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rq1_TellsTimesAndTheirRatio_AndExtrapolatesThePublishedMode()
    {
        JsonElement[] rows = await RowsAsync("rq1");
        Assert.Equal(
            [("none", 0), ("AABB", 1)], rows.Select(r => (r.GetProperty("partition").GetString()!, r.GetProperty("cuts").GetInt32())));
        Assert.Equal(1, rows[0].GetProperty("ratio_to_first").GetProperty("median").GetDouble());
        Assert.All(rows, r => Assert.True(r.GetProperty("figure").GetProperty("median").GetDouble() > 0));
        double publishedEpoch = Summary("iris-AABB-published-seed1").GetProperty("t_total_s").GetDouble();
        Assert.Equal(2 * publishedEpoch, rows[1].GetProperty("published_mode_seconds").GetDouble(), 1e-12);
    }

    [Fact]
    public async Task Rq4_TellsAccuraciesAtEqualShotsACircuit_AndAQuery()
    {
        JsonElement[] rows = await RowsAsync("rq4");
        double[] accuracies = [.. new[] { 1, 2 }.Select(s => Summary($"iris-AABB-total-seed{s}").GetProperty("test_accuracy").GetDouble())];
        Assert.Equal(accuracies.Average(), rows[1].GetProperty("at_equal_total_shots").GetProperty("median").GetDouble(), 1e-15);
        Assert.Equal(
            rows[0].GetProperty("figure").GetProperty("median").GetDouble(),
            rows[0].GetProperty("at_equal_total_shots").GetProperty("median").GetDouble());
        Assert.False(Directory.Exists(_folder.File("sweep/iris-none-total-seed1")));
    }

    [Fact]
    public async Task Rq5_TellsRobustness_BesideThePublishedFinding()
    {
        Cutqnn run = await RunAsync("rq5");
        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Contains("undisturbed", run.Output, StringComparison.Ordinal);
        Assert.Contains("robustness: not published as a number", run.Output, StringComparison.Ordinal);
        JsonElement[] rows = await RowsAsync("rq5");
        double[] summaries =
            [
                .. new[] { 1, 2 }.Select(
                    s => Summary($"iris-AABB-each-seed{s}").GetProperty("robustness").GetProperty("summary").GetDouble()),
            ];
        Assert.Equal(summaries.Average(), rows[1].GetProperty("figure").GetProperty("median").GetDouble(), 1e-15);
    }

    [Fact]
    public async Task Rq2_MeasuresHere_FitsVirtualTime_AndTellsWhatTheShareIsAShareOf()
    {
        Cutqnn run = await Cutqnn.RunAsync(
            "sweep", "rq2", "--out", _folder.File("sweep"), "--queries", "64", "--max-workers", "4", "--policy", "longest-first", "--json");
        Assert.True(run.ExitCode == 0, run.Error);
        JsonElement document = JsonDocument.Parse(run.Output).RootElement;
        Assert.Equal(document.ToString(), Document("rq2").ToString());
        Assert.Equal(
            [("AABB", 1), ("AABB", 2), ("AABC", 1), ("AABC", 2), ("ABCD", 1), ("ABCD", 2)],
            document.GetProperty("measured").EnumerateArray()
                .Select(p => (p.GetProperty("partition").GetString()!, p.GetProperty("workers").GetInt32())));
        Assert.Equal(
            [1, 2, 4, 1, 2, 4, 1, 2, 4], document.GetProperty("points").EnumerateArray().Select(p => p.GetProperty("workers").GetInt32()));
        JsonElement row = document.GetProperty("shares")[2];
        JsonElement single = document.GetProperty("measured")[4];
        Assert.Equal(single.GetProperty("reconstruction_share").GetDouble(), row.GetProperty("here").GetDouble());
        Assert.Equal(single.GetProperty("t_total_s").GetDouble() / 64, row.GetProperty("t_query_s").GetDouble(), 1e-12);
        JsonElement study = row.GetProperty("study");
        Assert.Equal(
            [0.53, 0.58, 0.08, 22],
            new[]
            {
                "published",
                "published_p95",
                "field_tool",
                "field_tool_query_seconds",
            }.Select(name => study.GetProperty(name).GetDouble()));
        Assert.Contains("of a query among 64 on one worker here", document.GetProperty("share").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rq3_TellsSlowdowns_ByPolicyAndMitigation_BesideARealRun()
    {
        string[] small =
            ["--partitions", "none,AABB", "--policies", "longest-first,eager", "--seeds", "2", "--queries", "64", "--shots", "64"];
        Cutqnn run = await Cutqnn.RunAsync(["sweep", "rq3", "--out", _folder.File("sweep"), "--json", .. small]);
        Assert.True(run.ExitCode == 0, run.Error);
        JsonElement document = Document("rq3");
        Assert.Equal(JsonDocument.Parse(run.Output).RootElement.ToString(), document.ToString());
        JsonElement[] rows = [.. document.GetProperty("rows").EnumerateArray()];
        Assert.Equal(2 * 2 * 7 * 5, rows.Length);
        Assert.Equal("eager", rows[0].GetProperty("policy").GetString());
        Assert.All(rows, r => Assert.True(r.GetProperty("slowdown").GetProperty("median").GetDouble() >= 0.99));

        // Cut off at 1.5 times the undisturbed dispatch, then folded in the time that was fitted on this machine; with an error that is
        // never smaller.
        JsonElement[] cutOff = [.. rows.Where(r => r.GetProperty("mitigation").GetString() == "deadline")];
        Assert.All(cutOff, r => Assert.InRange(r.GetProperty("slowdown").GetProperty("median").GetDouble(), 0.99, 1.7));
        Assert.All(cutOff, r => Assert.True(r.GetProperty("standard_error_ratio").GetDouble() >= 1 - 1e-12));
        Assert.Contains(cutOff, r => r.GetProperty("incomplete").GetInt64() > 0 && r.GetProperty("standard_error_ratio").GetDouble() > 1);

        // Without a mitigation nothing but the time changes.
        Assert.All(
            rows.Where(r => r.GetProperty("mitigation").GetString() == "none"),
            r => Assert.Equal(1, r.GetProperty("standard_error_ratio").GetDouble()));
        JsonElement finding = document.GetProperty("finding");
        Assert.Equal((2 + 3) * 7, finding.GetProperty("compared").GetInt32());
        Assert.True(finding.GetProperty("less").GetInt32() > finding.GetProperty("more").GetInt32());
        JsonElement[] measured = [.. document.GetProperty("measured").EnumerateArray()];
        Assert.Equal(6, measured.Length);
        Assert.All(measured, m => Assert.Equal(128, m.GetProperty("queries").GetInt32()));
        Assert.All(measured, m => Assert.True(m.GetProperty("slowdown").GetProperty("median").GetDouble() > 0));
    }

    [Fact]
    public async Task Rq3_InVirtualTime_IsTheSameAgain_AndSaysThatNothingIsPublishedAsANumber()
    {
        string[] small =
            ["--virtual", "--partitions", "AABC", "--policies", "adaptive", "--seeds", "2", "--queries", "64", "--shots", "64"];
        Cutqnn first = await Cutqnn.RunAsync(["sweep", "rq3", "--out", _folder.File("one"), .. small]);
        Cutqnn second = await Cutqnn.RunAsync(["sweep", "rq3", "--out", _folder.File("other"), .. small]);
        Assert.True(first.ExitCode == 0, first.Error);
        Assert.Equal(first.Output, second.Output);
        Assert.Contains("round numbers", first.Output, StringComparison.Ordinal);
        Assert.Contains("slowdown: not published as a number", first.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("on this machine", first.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_AnswersFiveQuestions_AndSkipsThoseThatAreAnswered()
    {
        string[] small = ["--rq2-queries", "32", "--rq3-queries", "32"];
        Cutqnn run = await RunAsync("all", [.. small, "--json"]);
        Assert.True(run.ExitCode == 0, run.Error);
        string[] names = ["rq1", "rq2", "rq3", "rq4", "rq5"];
        Assert.Equal(names, JsonDocument.Parse(run.Output).RootElement.EnumerateObject().Select(p => p.Name));
        Dictionary<string, string> before = names.ToDictionary(n => n, n => Document(n).ToString());
        File.WriteAllText(Path.Combine(_folder.File("sweep"), "rq4.json"), "{ half of i");
        File.WriteAllText(Path.Combine(_folder.File("sweep"), "rq1.json"), "[]");
        File.Delete(Path.Combine(_folder.File("sweep"), "rq5.json"));
        Cutqnn again = await RunAsync("all", small);
        Assert.True(again.ExitCode == 0, again.Error);
        Cutqnn report = await Cutqnn.RunAsync("report", _folder.File("sweep"));
        Assert.True(report.ExitCode == 0, report.Error);
        Assert.Contains("sections findings, rq1, rq2-measured, rq2, rq3, rq4, rq5", report.Output, StringComparison.Ordinal);
        Assert.Equal(
            ["rq3-measured", "rq3-mitigations", "rq3-policies", "rq3-share", "rq3-stragglers"],
            Directory.EnumerateFiles(Path.Combine(_folder.File("sweep"), "figures"), "rq3-*.svg")
                .Select(Path.GetFileNameWithoutExtension).Order());
        Assert.Equal(
            names, again.Output.Split('\n').Where(line => line.StartsWith("rq", StringComparison.Ordinal)).Select(line => line[..3]));
        Assert.All(names, n => Assert.Equal(before[n], Document(n).ToString()));

        // Another size is another answer.
        Cutqnn larger = await RunAsync("all", "--rq2-queries", "33", "--rq3-queries", "32");
        Assert.True(larger.ExitCode == 0, larger.Error);
        Assert.Equal(before["rq3"], Document("rq3").ToString());
        Assert.Equal(33, Document("rq2").GetProperty("settings").GetProperty("queries").GetInt32());
        Assert.Equal("64", Document("rq2").GetProperty("settings").GetProperty("shots").GetString());
    }

    [Fact]
    public async Task ASweep_GoesOnWhereItWasStopped_AndSkipsWhatIsDone()
    {
        await RowsAsync("rq5");
        string done = Path.Combine(_folder.File("sweep"), "iris-none-each-seed1", "summary.json");
        string half = Path.Combine(_folder.File("sweep"), "iris-AABB-each-seed2", "summary.json");
        DateTime before = File.GetLastWriteTimeUtc(done);
        string weights = JsonDocument.Parse(File.ReadAllText(half)).RootElement.GetProperty("weights").ToString();
        File.Delete(half);
        File.Delete(_folder.File("sweep/rq5.json"));
        await RowsAsync("rq5");
        Assert.Equal(before, File.GetLastWriteTimeUtc(done));
        Assert.Equal(weights, JsonDocument.Parse(File.ReadAllText(half)).RootElement.GetProperty("weights").ToString());

        // Another question takes the runs that are there.
        await RowsAsync("rq4");
        Assert.Equal(before, File.GetLastWriteTimeUtc(done));
    }

    [Theory]
    [InlineData("summary.json", "")]
    [InlineData("summary.json", "{}")]
    [InlineData("summary.json", "null")]
    [InlineData("config.json", "")]
    [InlineData("config.json", "{}")]
    [InlineData("config.json", "null")]
    [InlineData("config.json", null)]
    public async Task ARunWhoseDocumentsAreBroken_IsToldInOneLine(string name, string? content)
    {
        await RowsAsync("rq5");
        File.Delete(_folder.File("sweep/rq5.json"));
        string file = _folder.File("sweep/iris-AABB-each-seed1/" + name);
        File.Delete(file);
        if (content is not null)
        {
            File.WriteAllText(file, content);
        }

        Cutqnn run = await RunAsync("rq5");
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("iris-AABB-each-seed1", run.Error, StringComparison.Ordinal);
        Assert.Contains(name, run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.TrimEnd().Split('\n'));
    }

    [Fact]
    public async Task ARunOfAnotherPartition_DoesNotCountAsDone()
    {
        await RowsAsync("rq5");
        File.Delete(_folder.File("sweep/rq5.json"));
        File.Copy(
            _folder.File("sweep/iris-none-each-seed1/config.json"),
            _folder.File("sweep/iris-AABB-each-seed1/config.json"),
            overwrite: true);
        Cutqnn run = await RunAsync("rq5");
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("iris-AABB-each-seed1 holds a run with other settings", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ABAB", 3)]
    [InlineData("ABBA", 2)]
    public async Task Cuts_AreCountedBetweenLetters_HoweverOftenALetterComesBack(string partition, int cuts)
    {
        Cutqnn run = await Cutqnn.RunAsync(
            "sweep",
            "rq4",
            "--out",
            _folder.File("sweep"),
            "--datasets",
            "iris",
            "--partitions",
            partition,
            "--seeds",
            "1",
            "--epochs",
            "1",
            "--shots",
            "64",
            "--json");
        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Equal(cuts, JsonDocument.Parse(run.Output).RootElement.GetProperty("rows")[0].GetProperty("cuts").GetInt32());
    }

    [Theory]
    [InlineData("rq2", "--virtual", "--queries", "64", "--max-workers", "1")]
    [InlineData("rq3", "--virtual", "--queries", "64", "--policies", "eager", "--partitions", "ABCD")]
    [InlineData("rq3", "--virtual", "--queries", "64", "--policies", "eager", "--partitions", "ABCD", "--workers", "64", "--seeds", "1")]
    public async Task TimesThatVirtualTimeDoesNotHold_AreToldInOneLine(string question, params string[] arguments)
    {
        Cutqnn run = await Cutqnn.RunAsync(["sweep", question, "--out", _folder.File("sweep"), "--shot-time", "1e6", .. arguments]);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("--shot-time", run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.TrimEnd().Split('\n'));
    }

    [Fact]
    public async Task AnAnswerThatIsThere_IsNotAskedForAgain()
    {
        string[] question = ["sweep", "rq2", "--out", _folder.File("sweep"), "--queries", "32", "--max-workers", "2"];
        Cutqnn first = await Cutqnn.RunAsync(question);
        Assert.True(first.ExitCode == 0, first.Error);
        Assert.Equal(first.Output, (await Cutqnn.RunAsync(question)).Output);
    }

    [Fact]
    public async Task OtherSettings_InTheSameFolder_AreRefused()
    {
        await RowsAsync("rq5");
        Cutqnn other = await Cutqnn.RunAsync("sweep", "rq5", "--out", _folder.File("sweep"), "--datasets", "iris", "--epochs", "3");
        Assert.Equal(2, other.ExitCode);
        Assert.Contains("holds a sweep with other settings", other.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("rq9", "give one of rq1, rq2, rq3, rq4, rq5, all", "--seeds", "1")]
    [InlineData("rq1", "--seeds '0' is not a whole number from 1 to 1000", "--seeds", "0")]
    [InlineData("rq1", "--seeds '2147483647' is not a whole number from", "--seeds", "2147483647")]
    [InlineData("all", "--epochs '2147483647' is not a whole number from", "--epochs", "2147483647")]
    [InlineData("rq1", "--epochs '-1'", "--epochs", "-1")]
    [InlineData("rq1", "--datasets has 'cifar'", "--datasets", "cifar")]
    [InlineData("rq1", "has a value twice", "--datasets", "iris,iris")]
    [InlineData("rq1", "AABB", "--partitions", "none,AAB")]
    [InlineData("rq1", "--shots '0' is not", "--shots", "0")]
    [InlineData("rq2", "--queue-delay has no effect on runs here", "--queue-delay", "0.1")]
    [InlineData("rq2", "--shot-time has no effect on runs here", "--shot-time", "0.1")]
    [InlineData("rq2", "--fit has no effect on runs here", "--fit", "run")]
    [InlineData("rq2", "--speculate has no effect on runs here", "--speculate")]
    [InlineData("rq2", "--queries '0' is not a whole number from", "--queries", "0")]
    [InlineData("rq2", "--shots 'many'", "--shots", "many")]
    [InlineData("rq2", "--queue-delay '-1'", "--virtual", "--queue-delay", "-1")]
    [InlineData("rq3", "--workers '0' is not a whole number from", "--workers", "0")]
    [InlineData("rq3", "policy 'fifo' is unknown", "--policies", "eager,fifo")]
    [InlineData("rq3", "has a value twice", "--policies", "eager,eager")]
    [InlineData("rq3", "--shots '0' is not", "--shots", "0")]
    [InlineData("all", "--rq3-queries '0' is not a whole number from", "--rq3-queries", "0")]
    public async Task BadArguments_AreToldInOneLine_AndNothingIsWritten(string question, string part, params string[] arguments)
    {
        string[] data = question is "rq1" ? ["--data", _folder.File("none")] : [];
        Cutqnn run = await Cutqnn.RunAsync(["sweep", question, "--out", _folder.File("sweep"), .. data, .. arguments]);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(part, run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.TrimEnd().Split('\n'));
        Assert.False(Path.Exists(_folder.File("sweep")));
    }

    [Theory]
    [InlineData("rq1", "--datasets", "iris")]
    [InlineData("rq2", "--virtual")]
    [InlineData("all", "--datasets", "iris")]
    public async Task AFolderWithoutAName_IsToldInOneLine(string question, params string[] arguments)
    {
        Cutqnn run = await Cutqnn.RunAsync(["sweep", question, "--out", "", .. arguments]);
        Assert.True(run.ExitCode == 2, run.Error);
        Assert.Contains("--out '' is not a path", run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.TrimEnd().Split('\n'));
    }

    private Task<Cutqnn> RunAsync(string question, params string[] arguments) => Cutqnn.RunAsync(
        ["sweep", question, "--out", _folder.File("sweep"), .. Small, .. arguments]);

    private async Task<JsonElement[]> RowsAsync(string question)
    {
        Cutqnn run = await RunAsync(question, "--json");
        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Equal(run.Output, File.ReadAllText(Path.Combine(_folder.File("sweep"), question + ".json")));
        return [.. JsonDocument.Parse(run.Output).RootElement.GetProperty("rows").EnumerateArray()];
    }

    private JsonElement Document(string question) =>
        JsonDocument.Parse(File.ReadAllText(Path.Combine(_folder.File("sweep"), question + ".json"))).RootElement;

    private JsonElement Summary(string run) =>
        JsonDocument.Parse(File.ReadAllText(Path.Combine(_folder.File("sweep"), run, "summary.json"))).RootElement;
}
