using System.Text.Json;
using Xunit;

namespace CutAwareQnn.EndToEnd;

/// <summary>Data-parallel training at the smallest size.</summary>
public sealed class NodesSweepTests : IDisposable
{
    private static readonly string[] Small =
    [
        "--dataset", "iris", "--nodes", "2,1,4", "--sync", "all-reduce,server:staleness=2,local:steps=2", "--seeds", "2", "--epochs", "2",
        "--batch", "40", "--shots", "16",
    ];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task ASweep_TellsEverySchemeAndNumberOfNodes_TheSameAgain()
    {
        JsonElement document = await DocumentAsync();
        JsonElement[] points = [.. document.GetProperty("points").EnumerateArray()];
        Assert.Equal(
            [
                ("all-reduce", 1), ("all-reduce", 2), ("all-reduce", 4), ("server:staleness=2", 1), ("server:staleness=2", 2),
                ("server:staleness=2", 4), ("local:steps=2", 1), ("local:steps=2", 2), ("local:steps=2", 4),
            ],
            points.Select(p => (p.GetProperty("sync").GetString()!, p.GetProperty("nodes").GetInt32())));

        // 80 samples, 40 per step, 2 epochs: 4 steps, which a server takes for every node.
        Assert.Equal([4, 4, 4, 4, 8, 16, 2, 2, 2], points.Select(p => p.GetProperty("steps").GetInt32()));
        Assert.Equal([8, 16, 32, 8, 16, 32, 4, 8, 16], points.Select(p => p.GetProperty("messages").GetInt32()));
        Assert.All(points, p => Assert.InRange(p.GetProperty("largest_staleness").GetInt32(), 0, 2));
        foreach (JsonElement[] scheme in points.Chunk(3))
        {
            double[] speedUps = [.. scheme.Select(p => p.GetProperty("speed_up").GetProperty("median").GetDouble())];
            Assert.Equal(1, speedUps[0]);
            Assert.InRange(speedUps[1], 1, 2.1);
            Assert.InRange(speedUps[2], speedUps[1], 4.2);
        }

        // One node is the plain trainer whatever the scheme.
        Assert.Single(
            points.Where(p => p.GetProperty("nodes").GetInt32() == 1).Select(p => p.GetProperty("test_accuracy").ToString()).Distinct());
        Assert.Equal(6, document.GetProperty("measured").GetArrayLength());
        File.Delete(_folder.File("sweep/nodes.json"));
        Assert.Equal(document.GetProperty("points").ToString(), (await DocumentAsync()).GetProperty("points").ToString());
        Assert.Equal(
            "nodes",
            JsonDocument.Parse(File.ReadAllText(_folder.File("sweep/nodes.json"))).RootElement.GetProperty("question").GetString());
    }

    [Theory]
    [InlineData("--dataset 'cifar' is unknown", "--dataset", "cifar")]
    [InlineData("has '0', which is not a whole number from 1 to 256", "--nodes", "1,0")]
    [InlineData("has a value twice", "--sync", "all-reduce,all-reduce")]
    [InlineData("synchronisation 'ring' is unknown", "--sync", "ring")]
    [InlineData("--straggler-probability '2' is not a number from 0 to 1", "--straggler-probability", "2")]
    [InlineData("has '01', which is not", "--nodes", "1,01")]
    [InlineData("80 samples cannot be divided among 81 nodes", "--nodes", "81", "--batch", "81")]
    [InlineData("--batch 40 gives 41 nodes no sample each", "--nodes", "1,41")]
    [InlineData("--batch '1' is not a whole number from 2 to 1000000", "--batch", "1")]
    [InlineData("--data does not apply to iris", "--data", "/nosuch")]
    public async Task BadArguments_AreToldInOneLine_AndNothingIsWritten(string part, params string[] arguments)
    {
        string[] kept = [.. Small.Chunk(2).Where(pair => !arguments.Contains(pair[0])).SelectMany(pair => pair)];
        Cutqnn run = await Cutqnn.RunAsync(["sweep", "nodes", "--out", _folder.File("sweep"), .. kept, .. arguments]);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(part, run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.TrimEnd().Split('\n'));
        Assert.False(Path.Exists(_folder.File("sweep")));
    }

    [Fact]
    public async Task TimesThatVirtualTimeDoesNotHold_AreToldInOneLine()
    {
        Cutqnn run = await Cutqnn.RunAsync(
            ["sweep", "nodes", "--out", _folder.File("sweep"), .. Small, "--shot-time", "1e6", "--queue-delay", "1e6"]);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("--shot-time", run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.TrimEnd().Split('\n'));
    }

    [Fact]
    public async Task AReport_ShowsIt()
    {
        await DocumentAsync();
        Cutqnn report = await Cutqnn.RunAsync("report", _folder.File("sweep"));
        Assert.True(report.ExitCode == 0, report.Error);
        Assert.Contains("Training on several nodes", File.ReadAllText(_folder.File("sweep/report.html")), StringComparison.Ordinal);
        Assert.All(["speedup", "accuracy"], name => Assert.True(File.Exists(_folder.File($"sweep/figures/nodes-{name}.svg"))));
    }

    private async Task<JsonElement> DocumentAsync()
    {
        Cutqnn run = await Cutqnn.RunAsync(["sweep", "nodes", "--out", _folder.File("sweep"), .. Small, "--json"]);
        Assert.True(run.ExitCode == 0, run.Error);
        return JsonDocument.Parse(run.Output).RootElement;
    }
}
