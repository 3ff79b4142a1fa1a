using System.Text.Json;
using CutAwareQnn.Cutting;
using CutAwareQnn.Estimation;
using CutAwareQnn.Experiments;
using Xunit;

namespace CutAwareQnn.EndToEnd;

/// <summary>The same training at several widths, at the smallest size, and the law that its gradients are compared with.</summary>
public sealed class WidthSweepTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public WidthSweepTests() => IdxImages.Write(_folder.File("mnist"), 150);

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void TheGradientsVariance_IsThatOfManyDraws(bool isParity)
    {
        // 40,000 draws: the squares have a standard deviation of about their mean, of the parity twice, so 5 % is beyond 5 sigma.
        const int Qubits = 6;
        double[] features = [0.1, 0.9, 0.35, 0.6, 0, 0.75];
        WideObservable kind = isParity ? WideObservable.Parity : WideObservable.Mean;
        var estimator = new CutEstimator(
            CutPlanner.Plan(WideCircuit.Of(Qubits), WideCircuit.Observable(Qubits, kind), WideCircuit.Partition(Qubits, 2)),
            new(ShotBudget.Exact));
        Assert.Equal(3, estimator.Plan.Fragments.Count);
        var draws = GradientDraws.Measure(estimator, [features], 2 * Qubits, 40_000, seed: 3, CancellationToken.None);
        double exact = isParity ? WideGradient.OfParity(features) : WideGradient.OfMean(features);
        Assert.Equal(1, draws.Variance / exact, 0.05);
    }

    [Fact]
    public void TheGradientsVariance_OfOneQubit_IsThatOfTwoRotations()
    {
        // Without features ⟨Z⟩ is cos(a + b): the derivative by either is -sin(a + b), with the mean square 1/2.
        Assert.Equal(0.5, WideGradient.OfMean([0]), 1e-15);
        Assert.Equal(0.5, WideGradient.OfParity([0]), 1e-15);
    }

    [Fact]
    public void TheParitysVariance_WithoutFeatures_FallsAsThePageSays()
    {
        // docs/learning.md: three and six digits, so 1e-3 at 784 qubits.
        Assert.Equal(1, WideGradient.OfParity(new double[784]) / (0.611 * Math.Pow(0.575694, 784)), 1e-3);
        Assert.Equal(1.07, WideGradient.OfParity(new double[8]) / (0.611 * Math.Pow(0.575694, 8)), 5e-3);
    }

    [Fact]
    public async Task ASweep_TellsEveryWidth_AndGoesOnWhereItWasStopped()
    {
        JsonElement[] points = await PointsAsync();
        Assert.Equal(
            [(4, "mean", 2, 1), (4, "parity", 2, 1), (6, "mean", 3, 2), (6, "parity", 3, 2)],
            points.Select(p => (
                p.GetProperty("qubits").GetInt32(),
                p.GetProperty("observable").GetString()!,
                p.GetProperty("fragments").GetInt32(),
                p.GetProperty("cuts").GetInt32())));
        Assert.All(points, p => Assert.True(p.GetProperty("t_step_s").GetDouble() > 0));
        string document = File.ReadAllText(_folder.File("sweep/width.json"));
        Assert.Equal("width", JsonDocument.Parse(document).RootElement.GetProperty("question").GetString());

        string half = _folder.File("sweep/width-4-mean-seed1");
        string weights = Weights(half);
        File.Delete(Path.Combine(half, "summary.json"));
        File.Delete(_folder.File("sweep/width.json"));
        string done = _folder.File("sweep/width-6-parity-seed2/summary.json");
        DateTime before = File.GetLastWriteTimeUtc(done);
        await PointsAsync();
        Assert.Equal(weights, Weights(half));
        Assert.Equal(before, File.GetLastWriteTimeUtc(done));
    }

    [Fact]
    public async Task OtherSettings_InTheSameFolder_AreRefused()
    {
        await PointsAsync();
        Cutqnn other = await RunAsync("--epochs", "3");
        Assert.Equal(2, other.ExitCode);
        Assert.Contains("width-4-mean-seed1 holds a run with other settings", other.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("summary.json", "null")]
    [InlineData("config.json", "")]
    [InlineData("config.json", null)]
    [InlineData("log.jsonl", "")]
    public async Task ARunWhoseDocumentsAreBroken_IsToldInOneLine(string name, string? content)
    {
        await PointsAsync();
        File.Delete(_folder.File("sweep/width.json"));
        string file = _folder.File("sweep/width-4-mean-seed1/" + name);
        File.Delete(file);
        if (content is not null)
        {
            File.WriteAllText(file, content);
        }

        Cutqnn run = await RunAsync();
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("width-4-mean-seed1", run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.TrimEnd().Split('\n'));
    }

    [Fact]
    public async Task AReport_ShowsIt_ApartFromTheStudysRuns()
    {
        await PointsAsync();
        Cutqnn report = await Cutqnn.RunAsync("report", _folder.File("sweep"));
        Assert.True(report.ExitCode == 0, report.Error);
        Assert.Contains("The same training, wider", File.ReadAllText(_folder.File("sweep/report.html")), StringComparison.Ordinal);
        Assert.Equal(
            ["width-accuracy.svg", "width-gradient.svg", "width-time.svg"],
            Directory.GetFiles(_folder.File("sweep/figures")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("has '1', which is not", "--widths", "1,8")]
    [InlineData("has '08', which is not", "--widths", "8,08")]
    [InlineData("53 blocks fill no grid", "--widths", "53")]
    [InlineData("--max-qubits '0' is not a whole number from 1 to 16", "--max-qubits", "0")]
    [InlineData("--draws '0'", "--draws", "0")]
    public async Task BadArguments_AreToldInOneLine_AndNothingIsWritten(string part, params string[] arguments)
    {
        Cutqnn run = await RunAsync(arguments);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(part, run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.TrimEnd().Split('\n'));
        Assert.False(Path.Exists(_folder.File("sweep")));
    }

    private Task<Cutqnn> RunAsync(params string[] arguments)
    {
        string[] small = ["--widths", "4,6", "--max-qubits", "2", "--seeds", "2", "--epochs", "1", "--draws", "5"];
        string[] kept = [.. small.Chunk(2).Where(pair => !arguments.Contains(pair[0])).SelectMany(pair => pair)];
        return Cutqnn.RunAsync(["sweep", "width", "--data", _folder.File("mnist"), "--out", _folder.File("sweep"), .. kept, .. arguments]);
    }

    private async Task<JsonElement[]> PointsAsync()
    {
        Cutqnn run = await RunAsync("--json");
        Assert.True(run.ExitCode == 0, run.Error);
        return [.. JsonDocument.Parse(run.Output).RootElement.GetProperty("points").EnumerateArray()];
    }

    private static string Weights(string run) =>
        JsonDocument.Parse(File.ReadAllText(Path.Combine(run, "summary.json"))).RootElement.GetProperty("weights").ToString();
}
