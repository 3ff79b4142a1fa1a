using System.Text.Json;
using Xunit;

namespace CutAwareQnn.EndToEnd;

/// <summary><c>cutqnn sweep communication</c> at the smallest size, and its section of a report.</summary>
public sealed class CommunicationSweepTests : IDisposable
{
    private static readonly string[] Small = ["--sublayers", "1", "--seeds", "2", "--steps", "3", "--weight-samples", "1", "--short"];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task ASweep_HasEveryResource_TheSameAgain_AndAReport()
    {
        JsonElement document = await DocumentAsync();
        JsonElement[] points = [.. document.GetProperty("points").EnumerateArray()];
        Assert.Equal(
            ["single", "nc", "cc", "qc", "pairs", "pairs", "pairs", "pairs", "pairs"],
            points.Select(p => p.GetProperty("model").GetString()!));
        Assert.Equal([16, 32, 32, 34, 32, 32, 32, 32, 32], points.Select(p => p.GetProperty("effective_parameters").GetInt32()));
        Assert.All(points, p => Assert.InRange(p.GetProperty("accuracy").GetDouble(), 0.3, 0.9));
        Assert.Equal(0, points[2].GetProperty("log10_gamma").GetDouble());
        Assert.Equal(Math.Log10(3), points[4].GetProperty("log10_gamma").GetDouble(), 1e-12);
        Assert.Equal([2, 20, 20, 5, 17], document.GetProperty("decisions").EnumerateArray().Select(d => d.GetProperty("rank").GetInt32()));
        Assert.Equal(0.75, document.GetProperty("chsh")[0].GetProperty("single_shot_success").GetDouble(), 1e-6);
        File.Delete(_folder.File("sweep/communication.json"));
        JsonElement again = await DocumentAsync();
        Assert.Equal(
            points.Select(p => p.GetProperty("train_loss").GetDouble()),
            again.GetProperty("points").EnumerateArray().Select(p => p.GetProperty("train_loss").GetDouble()));
        Cutqnn report = await Cutqnn.RunAsync(["report", _folder.File("sweep")]);
        Assert.Equal((0, ""), (report.ExitCode, report.Error));
        Assert.Contains("Communication as a resource", File.ReadAllText(_folder.File("sweep/report.html")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("has '0', which is not a whole number from 1 to 100", "--sublayers", "0")]
    [InlineData("has a value twice", "--sublayers", "3,3")]
    [InlineData("--steps '0' is not a whole number from 1 to 100000", "--steps", "0")]
    [InlineData("--seeds '0' is not a whole number from 1 to 1000", "--seeds", "0")]
    public async Task BadArguments_AreToldInOneLine_AndNothingIsWritten(string part, params string[] arguments)
    {
        Cutqnn run = await Cutqnn.RunAsync(["sweep", "communication", "--out", _folder.File("sweep"), .. arguments]);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(part, run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.TrimEnd().Split('\n'));
        Assert.False(Path.Exists(_folder.File("sweep")));
    }

    private async Task<JsonElement> DocumentAsync()
    {
        Cutqnn run = await Cutqnn.RunAsync(["sweep", "communication", "--out", _folder.File("sweep"), .. Small, "--json"]);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        return JsonDocument.Parse(run.Output).RootElement;
    }
}
