using System.Text.Json;
using Xunit;

namespace CutAwareQnn.EndToEnd;

public sealed class TrainTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Train_Iris_LearnsAndWritesItsFolder()
    {
        string path = _folder.File("run");
        Cutqnn run = await Cutqnn.RunAsync("train", "iris", "--epochs", "10", "--out", path);
        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Contains("epoch  10   loss", run.Output, StringComparison.Ordinal);

        JsonElement summary = Read(path, "summary.json");
        Assert.Equal(1.0, summary.GetProperty("test_accuracy").GetDouble());
        Assert.Equal(8, summary.GetProperty("weights").GetArrayLength());
        Assert.Equal(10, summary.GetProperty("epochs").GetInt32());
        Assert.True(summary.GetProperty("train_loss").GetDouble() < 0.15);

        // 80 samples of 10 epochs, forward and 16 shifts each, and 20 test samples behind every epoch.
        Assert.Equal((80 * 10 * 17) + (20 * 10), summary.GetProperty("queries").GetInt64());
        JsonElement config = Read(path, "config.json");
        Assert.Equal("AABB", config.GetProperty("partition").GetString());
        Assert.Equal("1024", config.GetProperty("shots").GetString());
        JsonElement[] log = File.ReadLines(Path.Combine(path, "log.jsonl")).Select(l => JsonDocument.Parse(l).RootElement).ToArray();
        Assert.Equal(
            [("batch", 210), ("evaluation", 10), ("step", 100)],
            log.GroupBy(r => r.GetProperty("kind").GetString()!).Select(g => (g.Key, g.Count())).Order());
    }

    [Theory]
    [InlineData("--shots", "256", "--workers", "8")]
    [InlineData("--shots", "256", "--workers", "1")]
    public async Task Train_WithTheSameSeed_EndsAtTheSameBits(params string[] arguments)
    {
        double[] expected = await WeightsAsync("first", "--shots", "256");
        Assert.Equal(expected, await WeightsAsync("second", arguments));
    }

    [Theory]
    [InlineData("AABB")]
    [InlineData("ABCD")]
    public async Task Train_ExactAndCut_EndsWhereTheUncutRunEnds(string partition)
    {
        double[] uncut = await WeightsAsync("uncut", "--shots", "exact", "--partition", "none");
        double[] cut = await WeightsAsync("cut", "--shots", "exact", "--partition", partition);
        double[] adjoint = await WeightsAsync("adjoint", "--shots", "exact", "--partition", partition, "--gradient", "adjoint");

        // Values agree to 1e-14; two epochs of Adam amplify that by far less than 1e4.
        Assert.All(uncut.Zip(cut), w => Assert.Equal(w.First, w.Second, 1e-10));
        Assert.All(uncut.Zip(adjoint), w => Assert.Equal(w.First, w.Second, 1e-10));
    }

    [Theory]
    [InlineData("versicolor,virginica", "mse")]
    [InlineData("setosa,versicolor", "logistic")]
    public async Task Train_OtherClassesAndLoss_Runs(string classes, string loss)
    {
        Cutqnn run = await Cutqnn.RunAsync(
            "train", "iris", "--epochs", "1", "--classes", classes, "--loss", loss, "--json", "--out", _folder.File("run"));

        Assert.True(run.ExitCode == 0, run.Error);
        Assert.True(JsonDocument.Parse(run.Output).RootElement.GetProperty("t_total_s").GetDouble() > 0);
    }

    [Fact]
    public async Task Train_InPublishedMode_RunsEveryJointTerm()
    {
        string path = _folder.File("run");
        Cutqnn run = await Cutqnn.RunAsync(
            "train", "iris", "--epochs", "1", "--batch-size", "80", "--mode", "published", "--shots", "16", "--out", path);

        Assert.True(run.ExitCode == 0, run.Error);
        JsonElement first = JsonDocument.Parse(File.ReadLines(Path.Combine(path, "log.jsonl")).First()).RootElement;
        Assert.Equal("published", first.GetProperty("mode").GetString());
        Assert.Equal(80 * 12, first.GetProperty("circuits_run").GetInt64());
    }

    [Theory]
    [InlineData("AABB", "--partition", "AAB")]
    [InlineData("of each", "--epochs", "0")]
    [InlineData("above 0", "--learning-rate", "-1")]
    [InlineData("(0, 1)", "--test-fraction", "2")]
    [InlineData("smaller batch", "--batch-size", "500")]
    [InlineData("setosa, versicolor, virginica", "--classes", "setosa,rose")]
    [InlineData("give two", "--classes", "setosa")]
    [InlineData("parameter-shift", "--gradient", "guess")]
    [InlineData("parameter-shift", "--gradient", "adjoint", "--mode", "published")]
    [InlineData("at least 12", "--mode", "published", "--total-shots", "5")]
    [InlineData("mse or logistic", "--loss", "hinge")]
    [InlineData("one of them", "--shots", "10", "--total-shots", "100")]
    public async Task Train_OfBadArguments_SaysTheRuleAndWritesNothing(string rule, params string[] arguments)
    {
        string path = _folder.File("run");
        Cutqnn run = await Cutqnn.RunAsync(["train", "iris", "--out", path, .. arguments]);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(rule, run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.TrimEnd().Split('\n'));
        Assert.False(Path.Exists(path));
    }

    [Fact]
    public async Task Train_IntoAFolderThatHoldsARunOrIsAFile_LeavesItAlone()
    {
        string path = _folder.File("taken", "a file");
        Cutqnn run = await Cutqnn.RunAsync("train", "iris", "--epochs", "1", "--out", path);

        Assert.Equal(2, run.ExitCode);
        Assert.Equal("a file", File.ReadAllText(path));
    }

    private async Task<double[]> WeightsAsync(string name, params string[] arguments)
    {
        string path = _folder.File(name);
        Cutqnn run = await Cutqnn.RunAsync(["train", "iris", "--epochs", "2", "--seed", "3", "--out", path, .. arguments]);
        Assert.True(run.ExitCode == 0, run.Error);
        return Read(path, "summary.json").GetProperty("weights").EnumerateArray().Select(w => w.GetDouble()).ToArray();
    }

    private static JsonElement Read(string folder, string name) =>
        JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, name))).RootElement;
}
