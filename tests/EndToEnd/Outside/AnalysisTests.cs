using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Xunit;

namespace CutAwareQnn.EndToEnd;

/// <summary><c>src/Analysis.fsx</c> over recorded runs: what it prints is what is computed here from the files alone.</summary>
public sealed partial class AnalysisTests : IDisposable
{
    // Four places are printed.
    private const double Printed = 5e-4;

    // Two-sided 95 % of Student's t with 13 degrees of freedom (15 cut runs): tables.
    private const double T13 = 2.160368656;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task RecordedRuns_GiveTheNumbersOfTheirFiles()
    {
        string[] lines = (await AnalyseAsync(Recorded())).Split('\n');
        Run[] runs = [.. Directory.GetDirectories(Recorded()).Select(Run.Read)];

        foreach (IGrouping<string, Run> partition in runs.GroupBy(r => r.Partition))
        {
            string[] outcome = Cells(lines, "Runs:", partition.Key);
            Assert.Equal("5/5", outcome[4]);
            AssertMedian(partition.Select(r => r.Accuracy), outcome[5]);
            AssertMedian(partition.Select(r => r.Seconds), outcome[7]);
            AssertMedian(partition.Select(r => 100 * r.ReconstructionShare), Cells(lines, "Stage shares", partition.Key)[8], 0.05);
        }

        // Least squares through (cuts, log time per query), by the normal equations.
        (double X, double Y)[] points = [.. runs.Where(r => r.Cuts > 0).Select(r => ((double)r.Cuts, Math.Log(r.Seconds / r.Queries)))];
        double n = points.Length;
        double sx = points.Sum(p => p.X), sy = points.Sum(p => p.Y);
        double sxx = points.Sum(p => p.X * p.X), sxy = points.Sum(p => p.X * p.Y), syy = points.Sum(p => p.Y * p.Y);
        double slope = ((n * sxy) - (sx * sy)) / ((n * sxx) - (sx * sx));
        double residual = (syy - (sy * sy / n) - (slope * slope * (sxx - (sx * sx / n)))) / (n - 2);
        double reach = T13 * Math.Sqrt(residual / (sxx - (sx * sx / n)));
        double[] factor = Numbers(Cells(lines, "Growth", "published")[2]);
        Assert.Equal([Math.Exp(slope), Math.Exp(slope - reach), Math.Exp(slope + reach)], factor, Near);

        // Uncut against three cuts: paired by seed.
        double[] accuracy = [.. Pairs(runs, "ABCD").Select(p => p.Cut.Accuracy - p.Uncut.Accuracy)];
        double[] time = [.. Pairs(runs, "ABCD").Select(p => Math.Log10(p.Cut.Seconds / p.Uncut.Seconds))];
        AssertComparison(accuracy, Cells(lines, "Cut against uncut", "ABCD", "test accuracy"));
        AssertComparison(time, Cells(lines, "Cut against uncut", "ABCD", "log10 of time"));
    }

    [Fact]
    public async Task FiguresAndTheTable_AreWritten()
    {
        await AnalyseAsync(Recorded());
        string[] figures = Directory.GetFiles(_folder.File("out"), "*.svg");
        Assert.Equal(["loss-iris-published.svg", "time-against-cuts.svg"], figures.Select(f => Path.GetFileName(f)).Order());
        Assert.All(figures, f => Assert.Equal("svg", XElement.Parse(File.ReadAllText(f)).Name.LocalName));

        string[][] rows = [.. File.ReadAllLines(Path.Combine(_folder.File("out"), "runs.csv")).Select(l => l.Split(','))];
        Assert.Equal(
            [
                "run",
                "dataset",
                "mode",
                "cuts",
                "partition",
                "seed",
                "test_accuracy",
                "train_loss",
                "queries",
                "t_total_s",
                "reconstruction_share",
            ],
            rows[0]);
        Run[] runs = [.. Directory.GetDirectories(Recorded()).Order(StringComparer.Ordinal).Select(Run.Read)];
        Assert.Equal(runs.Select(r => r.Seconds), rows[1..].Select(r => double.Parse(r[9], CultureInfo.InvariantCulture)));
        Assert.Equal(runs.Select(r => r.Seed), rows[1..].Select(r => int.Parse(r[5], CultureInfo.InvariantCulture)));
    }

    [Fact]
    public async Task ARunThatIsNotFinished_WithATruncatedLine_IsCountedAsSuch()
    {
        string run = _folder.File("runs/iris-AABB-seed1");
        Directory.CreateDirectory(run);
        string from = Path.Combine(Recorded(), "iris-AABB-seed1");
        File.Copy(Path.Combine(from, "config.json"), Path.Combine(run, "config.json"));
        File.WriteAllText(Path.Combine(run, "log.jsonl"), File.ReadAllText(Path.Combine(from, "log.jsonl"))[..^20]);
        string[] lines = (await AnalyseAsync(_folder.File("runs"))).Split('\n');
        Assert.Equal("0/1", Cells(lines, "Runs:", "AABB")[4]);
        Assert.EndsWith(",,,,", File.ReadAllLines(Path.Combine(_folder.File("out"), "runs.csv"))[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunsWithOtherSettings_AreAConditionOfTheirOwn_AndAnUnfinishedRunIsNoReference()
    {
        string runs = _folder.File("runs");
        foreach (string from in Directory.GetDirectories(Recorded()))
        {
            Copy(from, Path.Combine(runs, Path.GetFileName(from)), config => config);

            // The cut runs again with other shots: nothing to compare them with.
            if (!from.Contains("none", StringComparison.Ordinal))
            {
                Copy(from, Path.Combine(runs, Path.GetFileName(from) + "-total"), config => config
                    .Replace("\"shots\": \"256\"", "\"shots\": null", StringComparison.Ordinal)
                    .Replace("\"total_shots\": null", "\"total_shots\": 256", StringComparison.Ordinal));
            }
        }

        // Begun, without a line of its log: it has no cuts yet.
        string begun = Path.Combine(runs, "iris-AABB-seed6");
        Copy(
            Path.Combine(Recorded(), "iris-AABB-seed1"),
            begun,
            config => config.Replace("\"seed\": 1", "\"seed\": 6", StringComparison.Ordinal));
        File.WriteAllText(Path.Combine(begun, "log.jsonl"), "");
        File.Delete(Path.Combine(begun, "summary.json"));

        // Times of seeds that are all ten times the uncut ones: no spread but rounding's, and no t test.
        foreach (int seed in Enumerable.Range(1, 5))
        {
            double uncut = Run.Read(Path.Combine(runs, $"iris-none-seed{seed}")).Seconds;
            string file = Path.Combine(runs, $"iris-AABC-seed{seed}", "summary.json");
            JsonNode summary = JsonNode.Parse(File.ReadAllText(file))!;
            summary["t_total_s"] = 10 * uncut;
            File.WriteAllText(file, summary.ToJsonString());
        }

        string[] lines = (await AnalyseAsync(runs)).Split('\n');
        Assert.Equal("5/6", Cells(lines, "Runs:", "AABB", "256", "1")[6]);
        Assert.Equal(["–", "256", "5/5"], Cells(lines, "Runs:", "AABB", "5/5")[4..7]);
        string[] compared =
            [.. lines.SkipWhile(l => !l.StartsWith("Cut against uncut", StringComparison.Ordinal)).Skip(2).TakeWhile(l => l.Length > 0)];
        Assert.Equal(6, compared.Length);
        string[] tenfold = Cells(lines, "Cut against uncut", "AABC", "log10 of time");
        Assert.Equal(["5", "1 [1, 1]", "0.0625", "–"], tenfold[^4..]);
        Assert.Equal(
            ["loss-iris-published-1.svg", "loss-iris-published-2.svg", "time-against-cuts.svg"],
            Directory.GetFiles(_folder.File("out"), "*.svg").Select(f => Path.GetFileName(f)).Order());
        string[] table = File.ReadAllLines(Path.Combine(_folder.File("out"), "runs.csv"));
        Assert.EndsWith(",shots,total_shots", table[0], StringComparison.Ordinal);
        Assert.Contains("iris-AABB-seed6,iris,published,,AABB,6,,,,,,256,", table);

        static void Copy(string from, string to, Func<string, string> config)
        {
            Directory.CreateDirectory(to);
            foreach (string file in Directory.GetFiles(from))
            {
                string text = File.ReadAllText(file);
                File.WriteAllText(Path.Combine(to, Path.GetFileName(file)), Path.GetFileName(file) == "config.json" ? config(text) : text);
            }
        }
    }

    [Fact]
    public async Task AFolderWithoutRuns_IsRefusedInOneLine()
    {
        (int exitCode, string _, string error) = await RunAsync(_folder.File("."));
        Assert.Equal(2, exitCode);
        Assert.Contains("holds no run", error, StringComparison.Ordinal);
        Assert.Single(error.TrimEnd().Split('\n'));
    }

    private static void AssertMedian(IEnumerable<double> values, string cell, double tolerance = 0)
    {
        double[] sorted = [.. values.Order()];
        double[] printed = Numbers(cell);
        Assert.True(Math.Abs(sorted[sorted.Length / 2] - printed[0]) <= Math.Max(tolerance, Printed * Math.Abs(printed[0])), cell);
        Assert.InRange(printed[1], sorted[0] - tolerance - (Printed * Math.Abs(sorted[0])), printed[0]);
        Assert.InRange(printed[2], printed[0], sorted[^1] + tolerance + (Printed * Math.Abs(sorted[^1])));
    }

    private static void AssertComparison(double[] differences, string[] cells)
    {
        Assert.Equal("5", cells[5]);
        AssertMedian(differences, cells[6], 1e-12);

        // Of the signs of n pairs that do not tie, as many or fewer on the rarer side.
        int above = differences.Count(d => d > 0), below = differences.Count(d => d < 0), signs = above + below;
        double rarer = Enumerable.Range(0, Math.Min(above, below) + 1).Sum(k => Choose(signs, k)) / Math.Pow(2, signs);
        AssertProbability(Math.Min(1, 2 * rarer), cells[7]);

        // Student's t with 4 degrees of freedom in closed form.
        double mean = differences.Average();
        double t = Math.Abs(mean) / Math.Sqrt(differences.Sum(d => (d - mean) * (d - mean)) / 4 / 5);
        double u = t * t / (4 + (t * t));
        AssertProbability(1 - (Math.Sqrt(u) * (1.5 - (0.5 * u))), cells[8]);
    }

    private static void AssertProbability(double expected, string printed)
    {
        if (printed.StartsWith('<'))
        {
            Assert.InRange(expected, 0, 1e-4);
        }
        else
        {
            Assert.Equal(expected, double.Parse(printed, CultureInfo.InvariantCulture), 5.1e-5);
        }
    }

    private static double Choose(int n, int k) => Enumerable.Range(1, k).Aggregate(1.0, (product, i) => product * (n - k + i) / i);

    private static bool Near(double expected, double printed) => Math.Abs(expected - printed) <= Printed * Math.Abs(expected);

    private static IEnumerable<(Run Uncut, Run Cut)> Pairs(Run[] runs, string partition) =>
        from uncut in runs
        where uncut.Cuts == 0
        join cut in runs.Where(r => r.Partition == partition) on uncut.Seed equals cut.Seed
        select (uncut, cut);

    // Of the first line below a title that has all these cells.
    private static string[] Cells(string[] lines, string title, params string[] having) => lines
        .SkipWhile(l => !l.StartsWith(title, StringComparison.Ordinal))
        .TakeWhile(l => l.Length > 0)
        .Select(l => Gap().Split(l.TrimEnd()))
        .First(cells => having.All(cells.Contains));

    private static double[] Numbers(string cell) =>
        [.. Number().Matches(cell).Select(m => double.Parse(m.Value, CultureInfo.InvariantCulture))];

    private async Task<string> AnalyseAsync(string folder)
    {
        (int exitCode, string output, string error) = await RunAsync(folder);
        Assert.True(exitCode == 0, error);
        return output;
    }

    // The script with the assemblies of this build in place of the release's.
    private async Task<(int ExitCode, string Output, string Error)> RunAsync(string folder)
    {
        string script = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "src", "Analysis.fsx"));
        string copy = _folder.File("Analysis.fsx", BuiltFolder().Replace(
            script, AppContext.BaseDirectory.Replace('\\', '/')));
        using Process fsi = Process.Start(new ProcessStartInfo("dotnet", ["fsi", copy, "--out", _folder.File("out"), folder])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        Task<string> output = fsi.StandardOutput.ReadToEndAsync();
        Task<string> error = fsi.StandardError.ReadToEndAsync();
        await fsi.WaitForExitAsync();
        return (fsi.ExitCode, await output, await error);
    }

    private static string Recorded() => Path.Combine(Repository.Root, "tests", "EndToEnd", "Recorded");

    [GeneratedRegex("(?<=#r \")[A-Z][a-z]+/bin/Release/net10.0/")]
    private static partial Regex BuiltFolder();

    [GeneratedRegex(" {2,}")]
    private static partial Regex Gap();

    [GeneratedRegex(@"-?\d+(\.\d+)?(E-?\d+)?")]
    private static partial Regex Number();

    private sealed record Run(
        string Partition, int Cuts, int Seed, double Accuracy, double Seconds, long Queries, double ReconstructionShare)
    {
        public static Run Read(string folder)
        {
            JsonElement Document(string name) => JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, name))).RootElement;
            JsonElement config = Document("config.json"), summary = Document("summary.json");
            JsonElement[] batches =
            [
                .. File.ReadLines(Path.Combine(folder, "log.jsonl")).Select(l => JsonDocument.Parse(l).RootElement)
                    .Where(r => r.GetProperty("kind").GetString() == "batch"),
            ];
            double Total(string stage) => batches.Sum(b => b.GetProperty($"t_{stage}_s").GetDouble());
            return new(
                config.GetProperty("partition").GetString()!,
                batches[0].GetProperty("cuts").GetInt32(),
                config.GetProperty("seed").GetInt32(),
                summary.GetProperty("test_accuracy").GetDouble(),
                summary.GetProperty("t_total_s").GetDouble(),
                summary.GetProperty("queries").GetInt64(),
                Total("reconstruct") / (Total("execute") + Total("reconstruct")));
        }
    }
}
