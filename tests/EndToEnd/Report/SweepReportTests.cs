using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Xunit;

namespace CutAwareQnn.EndToEnd.Report;

/// <summary>The report of a sweep at the smallest size, made once.</summary>
public sealed class SweepReportTests(SweepReportTests.SmallSweep sweep) : IClassFixture<SweepReportTests.SmallSweep>, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void EveryQuestion_HasItsSection_AndCurvesOfItsRuns() => Assert.Equal(
        ["findings", "rq1", "rq2", "rq4", "rq5", "stages", "convergence", "settings"], sweep.Page.Sections);

    [Fact]
    public void ItBeginsWithASentencePerQuestion_WithTheNumbersOfItsAnswers()
    {
        string[] findings = sweep.Page.Points("findings");
        Assert.Equal(5, findings.Length);
        JsonElement row = sweep.Answer("rq1").GetProperty("rows")[1].GetProperty("ratio_to_first");
        string ratio = row.GetProperty("median").GetDouble().ToString("G3", CultureInfo.InvariantCulture);
        Assert.StartsWith($"RQ1, training time against cuts: measured {ratio} [", findings[0], StringComparison.Ordinal);
        Assert.Contains("not compared, for want of runs on MNIST", findings[0], StringComparison.Ordinal);
        Assert.Contains("; published speedup 1 to 16 workers: close to or below 1", findings[1], StringComparison.Ordinal);
        Assert.Equal("RQ3: not answered in this folder; 'cutqnn sweep rq3' answers it.", findings[2]);
        Assert.All(findings, f => Assert.EndsWith(".", f, StringComparison.Ordinal));
    }

    [Fact]
    public void Tables_SayWhatTheAnswersSay()
    {
        foreach ((string question, string figure, int column)
            in new[] { ("rq4", "figure", 1), ("rq4", "at_equal_total_shots", 2), ("rq5", "figure", 1), ("rq5", "clean", 2) })
        {
            JsonElement row = sweep.Answer(question).GetProperty("rows")[1];
            Assert.Equal(Percent(row.GetProperty(figure)), sweep.Page.Row(question, "Iris", "AABB")[column]);
        }

        JsonElement points = sweep.Answer("rq2").GetProperty("points");
        JsonElement last = points[points.GetArrayLength() - 1];
        string speedUp = sweep.Page.Row(
            "rq2",
            last.GetProperty("partition").GetString()!,
            last.GetProperty("cuts").ToString(),
            last.GetProperty("workers").ToString())[1];
        Assert.Equal(last.GetProperty("speed_up").GetDouble().ToString("G3", CultureInfo.InvariantCulture), speedUp);
    }

    [Fact]
    public void PublishedFigures_StandBeside_AndInTheBars()
    {
        Assert.Contains("approximately an order of magnitude", sweep.Page.Text, StringComparison.Ordinal);
        Assert.Contains("accuracy: not published as a number", sweep.Page.Text, StringComparison.Ordinal);
        double[] bars = sweep.Page.BarHeights("Reconstruction's share of execute and reconstruct");
        Assert.Equal([0.430 / 0.530, 0.489 / 0.530, 1], bars[^3..].Select(b => b / bars[^1]), (x, y) => Math.Abs(x - y) < 1e-4);
    }

    [Fact]
    public void ConvergenceCurves_EndAtTheMedianOverTheSeeds()
    {
        double[] accuracies =
        [
            .. new[] { 1, 2, 3 }.Select(
                seed => sweep.Summary($"iris-AABB-each-seed{seed}").GetProperty("test_accuracy").GetDouble()).Order(),
        ];
        Assert.Contains(
            string.Create(CultureInfo.InvariantCulture, $"1 cut (AABB) {100 * accuracies[1]:G3}"),
            sweep.Page.Root.Descendants().Last(e => e.Name.LocalName == "desc").Value,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task ASweepThatIsNotFinished_IsShownAsFarAsItGoes()
    {
        string copy = sweep.Copy(_folder.File("sweep"));
        foreach (string answer in Directory.GetFiles(copy, "rq*.json"))
        {
            File.Delete(answer);
        }

        File.Delete(Path.Combine(copy, "iris-none-each-seed2", "summary.json"));
        Assert.Contains("not finished", await ReportAsync(copy), StringComparison.Ordinal);
        var page = Page.Read(copy);
        Assert.Equal(["outcome", "stages", "convergence", "settings"], page.Sections);
        Assert.Contains("no question is answered yet", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunsOfAnotherCircuit_AreNotMixedIn()
    {
        string copy = sweep.Copy(_folder.File("sweep"));
        string other = Path.Combine(copy, "iris-wide-seed1");
        Directory.Move(Path.Combine(copy, "iris-AABB-each-seed1"), other);
        string config = Path.Combine(other, "config.json");
        File.WriteAllText(config, File.ReadAllText(config).Replace("IrisClassifier", "another", StringComparison.Ordinal));
        await ReportAsync(copy);
        double[] accuracies =
            [.. new[] { 2, 3 }.Select(seed => sweep.Summary($"iris-AABB-each-seed{seed}").GetProperty("test_accuracy").GetDouble())];
        Assert.Contains(
            string.Create(CultureInfo.InvariantCulture, $"1 cut (AABB) {100 * accuracies.Average():G3}"),
            Page.Read(copy).Root.Descendants().Last(e => e.Name.LocalName == "desc").Value,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("rq1.json", "{}")]
    [InlineData("rq1.json", "[]")]
    [InlineData("rq2.json", "null")]
    [InlineData("rq4.json", "{")]
    [InlineData("sweep.json", "x")]
    [InlineData("sweep.json", "1")]
    public async Task ABrokenDocument_IsNamedInOneLine(string name, string content)
    {
        string copy = sweep.Copy(_folder.File("sweep"));
        File.WriteAllText(Path.Combine(copy, name), content);
        await AssertNamedAsync(copy, name);
    }

    [Theory]
    [InlineData("rq1", "rows", "[]")]
    [InlineData("rq4", "rows", "[null]")]
    [InlineData("rq5", "rows", "{}")]
    [InlineData("rq1", "published", "[null]")]
    [InlineData("rq2", "points", "[]")]
    [InlineData("rq2", "points", "[null]")]
    [InlineData("rq2", "shares", "[]")]
    [InlineData("rq1", "settings/partitions", "[]")]
    [InlineData("rq4", "settings/partitions", "[\"none\", \"ABCD\"]")]
    [InlineData("rq1", "settings/datasets", "[]")]
    [InlineData("rq4", "settings/datasets", "[\"mnist\"]")]
    [InlineData("rq1", "rows/0/figure/median", "1e999")]
    [InlineData("rq1", "rows/0/figure/median", "-1")]
    public async Task ADocumentOfAnotherShape_IsNamedInOneLine(string question, string place, string value)
    {
        string copy = sweep.Copy(_folder.File("sweep"));
        string file = Path.Combine(copy, question + ".json");
        JsonNode document = JsonNode.Parse(File.ReadAllText(file))!;
        string[] path = place.Split('/');
        JsonNode parent = path[..^1].Aggregate(document, (node, step) => int.TryParse(step, out int index) ? node[index]! : node[step]!);
        parent[path[^1]] = JsonNode.Parse(value);
        File.WriteAllText(file, document.ToJsonString());
        await AssertNamedAsync(copy, question + ".json");
    }

    [Theory]
    [InlineData("config.json", "{\"dataset\": \"iris\"", "config.json cannot be read")]
    [InlineData("config.json", "[]", "config.json holds JSON of kind array")]
    [InlineData("summary.json", "{}", "summary.json cannot be read")]
    [InlineData("log.jsonl", null, "log.jsonl does not exist")]
    [InlineData("log.jsonl", "[]\n", "line 1 of")]
    public async Task ARunThatCannotBeRead_IsSaid_AndTheOthersAreShown(string name, string? content, string reason)
    {
        string copy = sweep.Copy(_folder.File("sweep"));
        string file = Path.Combine(copy, "iris-AABB-each-seed2", name);
        File.Delete(file);
        if (content is not null)
        {
            File.WriteAllText(file, content);
        }

        await ReportAsync(copy);
        var page = Page.Read(copy);
        Assert.Equal(["outcome", .. sweep.Page.Sections], page.Sections);
        Assert.Contains(reason, page.Row("outcome", "iris-AABB-each-seed2")[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task FinishedRuns_WithEmptyLogs_AreInNoCurve()
    {
        string copy = sweep.Copy(_folder.File("sweep"));
        foreach (string log in Directory.GetFiles(copy, "log.jsonl", SearchOption.AllDirectories))
        {
            File.WriteAllText(log, log.Contains("none", StringComparison.Ordinal)
                ? string.Concat(
                    File.ReadLines(log).Where(l => l.Contains("\"kind\":\"batch\"", StringComparison.Ordinal)).Select(l => l + "\n"))
                : "");
        }

        await ReportAsync(copy);
        Assert.Equal(["findings", "rq1", "rq2", "rq4", "rq5", "settings"], Page.Read(copy).Sections);
    }

    [Fact]
    public async Task OneSeed_HasNoInterval_AndNoPublishedMode_IsNotMentioned()
    {
        string folder = _folder.File("sweep");
        Cutqnn run = await Cutqnn.RunAsync(
            "sweep",
            "rq1",
            "--out",
            folder,
            "--datasets",
            "iris",
            "--partitions",
            "none,AABB",
            "--seeds",
            "1",
            "--epochs",
            "1",
            "--published-epochs",
            "0",
            "--shots",
            "64");
        Assert.True(run.ExitCode == 0, run.Error);
        await ReportAsync(folder);
        var page = Page.Read(folder);
        string[] cells = page.Row("rq1", "Iris", "AABB");
        Assert.Equal(3, cells.Length);
        Assert.All(cells, cell => Assert.DoesNotContain("[", cell, StringComparison.Ordinal));
        Assert.DoesNotContain("extrapolated", page.Text, StringComparison.Ordinal);
        Assert.Contains("One seed;", page.Text, StringComparison.Ordinal);
    }

    [BrowserFact]
    public async Task ABrowser_RendersThePageWithoutErrors_AndWithoutSidewaysScrolling()
    {
        // 500 px is the narrowest window of a headless browser.
        string[] arguments =
        [
            "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--enable-logging=stderr",
            $"--user-data-dir={_folder.File("profile")}", "--window-size=500,900", "--dump-dom", Probe(),
        ];
        using Process process = Process.Start(new ProcessStartInfo(BrowserFactAttribute.Browser!, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        Task<string> output = process.StandardOutput.ReadToEndAsync(patience.Token);
        Task<string> error = process.StandardError.ReadToEndAsync(patience.Token);
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }

        Assert.True(process.ExitCode == 0, await error);
        Assert.DoesNotContain("CONSOLE", await error, StringComparison.Ordinal);
        string title = (await output).Split("<title>")[1].Split("</title>")[0];
        string[] measured = title.Split(' ');
        Assert.Equal(measured[0], measured[1]);
        Assert.Equal(sweep.Page.Figures.Count(), int.Parse(measured[2], CultureInfo.InvariantCulture));
    }

    // The page, with a script that reports the width of its contents, of its window, and how many figures have a size.
    private string Probe() => _folder.File("probe.html", sweep.Page.Text.Replace(
        "</body>",
        "<script>document.title=[document.documentElement.scrollWidth,document.documentElement.clientWidth,"
            + "[...document.querySelectorAll('figure svg')].filter(s=>s.getBoundingClientRect().height>100).length]"
            + ".join(' ')</script></body>",
        StringComparison.Ordinal));

    private static string Percent(JsonElement interval) => string.Create(
        CultureInfo.InvariantCulture,
        $"{100 * interval.GetProperty("median").GetDouble():F1} [{100 * interval.GetProperty("lower").GetDouble():F1}, "
        + $"{100 * interval.GetProperty("upper").GetDouble():F1}]");

    private static async Task AssertNamedAsync(string folder, string name)
    {
        Cutqnn report = await Cutqnn.RunAsync("report", folder);
        Assert.True(report.ExitCode == 2, report.Error);
        Assert.Contains(name, report.Error, StringComparison.Ordinal);
        Assert.Single(report.Error.TrimEnd().Split('\n'));
    }

    private static async Task<string> ReportAsync(string folder)
    {
        Cutqnn report = await Cutqnn.RunAsync("report", folder);
        Assert.True(report.ExitCode == 0, report.Error);
        return report.Output;
    }

    public sealed class SmallSweep : IAsyncLifetime
    {
        private readonly TemporaryFolder _folder = new();

        internal Page Page { get; private set; } = null!;

        internal JsonElement Answer(string question) => Document(question + ".json");

        internal JsonElement Summary(string run) => Document(Path.Combine(run, "summary.json"));

        public async ValueTask InitializeAsync()
        {
            string folder = _folder.File("sweep");
            string[] small =
            [
                "--datasets",
                "iris",
                "--partitions",
                "none,AABB",
                "--seeds",
                "3",
                "--epochs",
                "2",
                "--published-epochs",
                "1",
                "--shots",
                "64",
            ];
            foreach (string question in (string[])["rq1", "rq4", "rq5"])
            {
                await AnswerAsync(["sweep", question, "--out", folder, .. small]);
            }

            await AnswerAsync(["sweep", "rq2", "--virtual", "--max-workers", "8", "--queries", "64", "--out", folder]);
            await ReportAsync(folder);
            Page = Page.Read(folder);
        }

        public ValueTask DisposeAsync()
        {
            _folder.Dispose();
            return ValueTask.CompletedTask;
        }

        internal string Copy(string target)
        {
            foreach (string file in Directory.GetFiles(_folder.File("sweep"), "*.json*", SearchOption.AllDirectories))
            {
                string copy = Path.Combine(target, Path.GetRelativePath(_folder.File("sweep"), file));
                Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
                File.Copy(file, copy);
            }

            return target;
        }

        private static async Task AnswerAsync(string[] arguments)
        {
            Cutqnn run = await Cutqnn.RunAsync(arguments);
            Assert.True(run.ExitCode == 0, run.Error);
        }

        private JsonElement Document(string name) =>
            JsonDocument.Parse(File.ReadAllText(_folder.File(Path.Combine("sweep", name)))).RootElement;
    }
}
