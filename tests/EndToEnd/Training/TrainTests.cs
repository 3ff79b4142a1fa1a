using System.Text.Json;
using Xunit;

namespace CutAwareQnn.EndToEnd;

public sealed class TrainTests : IDisposable
{
    /// <summary>Two features, three weights.</summary>
    private const string TwoQubits = """
        OPENQASM 3.0;
        include "stdgates.inc";
        input float[64] x_0;
        input float[64] x_1;
        input float[64] a;
        input float[64] b;
        input float[64] c;
        qubit[2] q;
        ry(pi*x_0) q[0];
        ry(pi*x_1) q[1];
        cx q[0], q[1];
        ry(a) q[0];
        ry(b) q[1];
        cx q[1], q[0];
        ry(c) q[0];
        """;

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

        // 80 samples of 10 epochs, forward and 16 shifts each, and 20 test samples after every epoch.
        Assert.Equal((80 * 10 * 17) + (20 * 10), summary.GetProperty("queries").GetInt64());
        JsonElement config = Read(path, "config.json");
        Assert.Equal("AABB", config.GetProperty("partition").GetString());
        Assert.Equal("1024", config.GetProperty("shots").GetString());
        Assert.Equal(
            [("batch", 210), ("evaluation", 10), ("step", 100)],
            Log(path).GroupBy(r => r.GetProperty("kind").GetString()!).Select(g => (g.Key, g.Count())).Order());
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
    [InlineData("from 1 to 1000000", "--epochs", "0")]
    [InlineData("above 0", "--learning-rate", "-1")]
    [InlineData("above 0 and below 1", "--test-fraction", "2")]
    [InlineData("smaller batch", "--batch-size", "500")]
    [InlineData("setosa, versicolor, virginica", "--classes", "setosa,rose")]
    [InlineData("samples of two", "--classes", "setosa")]
    [InlineData("parameter-shift", "--gradient", "guess")]
    [InlineData("parameter-shift", "--gradient", "adjoint", "--mode", "published")]
    [InlineData("at least 12", "--mode", "published", "--total-shots", "5")]
    [InlineData("is unknown; give mse, logistic, hinge, softmax", "--loss", "guess")]
    [InlineData("adam, adamw, sgd, rmsprop, spsa, natural or lbfgs", "--optimiser", "guess")]
    [InlineData("cosine, step:EPOCHS:FACTOR", "--schedule", "step:2")]
    [InlineData("above 0 and at most 1", "--schedule", "exponential:1.5")]
    [InlineData("applies to sgd only", "--momentum", "0.9")]
    [InlineData("applies to adamw only", "--weight-decay", "0.1")]
    [InlineData("chooses its own step sizes", "--optimiser", "lbfgs", "--learning-rate", "0.1")]
    [InlineData("compares losses", "--optimiser", "lbfgs", "--batch-size", "10")]
    [InlineData("give --patience too", "--validation-fraction", "0.2")]
    [InlineData("give --patience too", "--min-improvement", "0.1")]
    [InlineData("from 1 to", "--patience", "0")]
    [InlineData("at least 2", "--loss", "softmax")]
    [InlineData("an output of a linear layer for each class", "--classes", "setosa,versicolor,virginica")]
    [InlineData("--digits does not apply to iris", "--digits", "3,6")]
    [InlineData("4 features but the circuit takes 2", "--circuit", "two.qasm", "--observable", "ZZ")]
    [InlineData("give an --observable such as ZZ", "--circuit", "two.qasm", "--reduction", "pca")]
    [InlineData("--reduction 'guess' is unknown", "--reduction", "guess")]
    [InlineData("blocks averages pixels", "--reduction", "blocks")]
    [InlineData("above 0", "--scale", "0")]
    [InlineData("has 'a', which is not a number", "--robustness", "0,a")]
    [InlineData("at least one", "--robustness", "0")]
    [InlineData("give only one", "--partition", "AABB", "--max-qubits", "2")]
    [InlineData("--deadline cuts off", "--mode", "published", "--deadline", "1")]
    [InlineData("one of them", "--shots", "10", "--total-shots", "100")]
    public async Task Train_OfBadArguments_SaysTheRuleAndWritesNothing(string rule, params string[] arguments)
    {
        string path = _folder.File("run"), circuit = _folder.File("two.qasm", TwoQubits);
        Cutqnn run = await Cutqnn.RunAsync(["train", "iris", "--out", path, .. arguments.Select(a => a == "two.qasm" ? circuit : a)]);

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

    [Theory]
    [InlineData("--optimiser", "sgd", "--momentum", "0.9", "--schedule", "cosine", "--loss", "hinge")]
    [InlineData("--optimiser", "adamw", "--weight-decay", "0.05", "--schedule", "step:4:0.5", "--linear")]
    [InlineData("--optimiser", "rmsprop", "--learning-rate", "0.05", "--schedule", "exponential:0.9")]
    [InlineData("--optimiser", "spsa", "--loss", "logistic")]
    [InlineData("--optimiser", "natural", "--learning-rate", "0.05")]
    [InlineData("--optimiser", "lbfgs", "--gradient", "adjoint", "--shots", "exact")]
    [InlineData("--loss", "softmax", "--linear")]
    public async Task Train_WithAnyOptimiserAndSchedule_LearnsAndSaysWhatItWasAskedFor(params string[] arguments)
    {
        string path = _folder.File("run");
        Cutqnn run = await Cutqnn.RunAsync(["train", "iris", "--out", path, "--seed", "2", "--epochs", "20", .. arguments]);
        Assert.True(run.ExitCode == 0, run.Error);
        Assert.InRange(Read(path, "summary.json").GetProperty("test_accuracy").GetDouble(), 0.9, 1);
        JsonElement config = Read(path, "config.json");
        Assert.Equal(arguments[0] == "--optimiser" ? arguments[1] : "adam", config.GetProperty("optimiser").GetString());
        Assert.Equal(arguments.Contains("--linear"), config.GetProperty("linear").GetBoolean());
    }

    [Fact]
    public async Task Train_ThreeSpeciesAndSeveralObservables_CutByAFinder_Learns()
    {
        string path = _folder.File("run");
        Cutqnn run = await Cutqnn.RunAsync(
            "train", "iris", "--classes", "setosa,versicolor,virginica", "--loss", "softmax", "--linear", "--shots", "exact",
            "--gradient", "adjoint", "--max-qubits", "2", "--observable", "IIIZ", "--observable", "IIZI", "--observable", "IZII",
            "--observable", "ZIII", "--out", path);
        Assert.True(run.ExitCode == 0, run.Error);
        Assert.InRange(Read(path, "summary.json").GetProperty("test_accuracy").GetDouble(), 0.9, 1);
        JsonElement config = Read(path, "config.json");
        Assert.Equal("2", config.GetProperty("max_qubits").GetString());
        Assert.Equal(4, config.GetProperty("observable").GetArrayLength());
        Assert.Equal(8 + 15, Read(path, "summary.json").GetProperty("weights").GetArrayLength());
    }

    [Fact]
    public async Task Train_WithPatience_StopsAndSaysWhy_AndTellsTheValidationLoss()
    {
        string path = _folder.File("run");
        Cutqnn run = await Cutqnn.RunAsync(
            "train",
            "iris",
            "--shots",
            "exact",
            "--gradient",
            "adjoint",
            "--epochs",
            "200",
            "--patience",
            "3",
            "--min-improvement",
            "0.001",
            "--validation-fraction", "0.25", "--out", path);
        Assert.True(run.ExitCode == 0, run.Error);
        JsonElement summary = Read(path, "summary.json");
        Assert.InRange(summary.GetProperty("epochs").GetInt32(), 4, 199);
        Assert.StartsWith("no better loss in 3 epochs", summary.GetProperty("stop_reason").GetString(), StringComparison.Ordinal);
        Assert.Contains("stopped early   no better loss in 3 epochs", run.Output, StringComparison.Ordinal);
        JsonElement config = Read(path, "config.json");
        Assert.Equal((60, 20, 20), (Count("train"), Count("validation"), Count("test")));
        string[] splits =
            [.. Log(path).Where(r => r.GetProperty("kind").GetString() == "evaluation").Select(r => r.GetProperty("split").GetString()!)];
        Assert.Equal(["validation", "test"], splits[..2]);

        // The weights are the best epoch's, which the checkpoint holds too.
        JsonElement checkpoint = Read(path, "checkpoint.json").GetProperty("state");
        Assert.Equal(Numbers(summary.GetProperty("weights")), Numbers(checkpoint.GetProperty("best").GetProperty("weights")));
        int Count(string part) => config.GetProperty(part + "_count").GetInt32();
    }

    [Fact]
    public async Task Train_WithRobustness_TellsEveryAttackAndMagnitude()
    {
        string path = _folder.File("run");
        Cutqnn run = await Cutqnn.RunAsync(
            "train", "iris", "--epochs", "5", "--robustness", "0,0.05,0.3", "--partition", "ABCD", "--out", path);
        Assert.True(run.ExitCode == 0, run.Error);
        JsonElement robustness = Read(path, "summary.json").GetProperty("robustness");
        JsonElement[] points = [.. robustness.GetProperty("points").EnumerateArray()];
        Assert.Equal(
            ["gaussian", "fgsm", "pgd"], points.Select(p => p.GetProperty("attack").GetString()!).Distinct());
        double[] accuracies = [.. points.Select(p => p.GetProperty("accuracy").GetDouble())];
        Assert.Equal(9, accuracies.Length);
        Assert.Equal(
            accuracies[..6].Where((_, i) => i % 3 != 0).Average(), robustness.GetProperty("summary").GetDouble(), 1e-12);
        Assert.Matches("fgsm +0.3 +[0-9.]+ %", run.Output);
    }

    [Fact]
    public async Task Train_ThatDiverges_StopsWithItsStepAndTheReason_AndKeepsTheCheckpoint()
    {
        string path = _folder.File("run");
        Cutqnn run = await Cutqnn.RunAsync(
            "train", "iris", "--linear", "--optimiser", "sgd", "--learning-rate", "1e60", "--batch-size", "80", "--shots", "exact",
            "--gradient", "adjoint", "--out", path);
        Assert.Equal(2, run.ExitCode);
        Assert.Matches("^cutqnn: the .* is not finite at step [2-9]; lower the learning rate$", run.Error.TrimEnd());
        Assert.False(File.Exists(Path.Combine(path, "summary.json")));
        JsonElement checkpoint = Read(path, "checkpoint.json").GetProperty("state");
        Assert.InRange(checkpoint.GetProperty("step").GetInt32(), 1, 8);
        Assert.Equal(10, checkpoint.GetProperty("weights").GetArrayLength());
        Assert.Contains(Log(path), r => r.GetProperty("kind").GetString() == "step");
    }

    private static double[] Numbers(JsonElement array) => [.. array.EnumerateArray().Select(w => w.GetDouble())];

    private static JsonElement[] Log(string path) =>
        [.. File.ReadLines(Path.Combine(path, "log.jsonl")).Select(l => JsonDocument.Parse(l).RootElement)];

    private async Task<double[]> WeightsAsync(string name, params string[] arguments)
    {
        string path = _folder.File(name);
        Cutqnn run = await Cutqnn.RunAsync(["train", "iris", "--epochs", "2", "--seed", "3", "--out", path, .. arguments]);
        Assert.True(run.ExitCode == 0, run.Error);
        return Numbers(Read(path, "summary.json").GetProperty("weights"));
    }

    private static JsonElement Read(string folder, string name) =>
        JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, name))).RootElement;
}
