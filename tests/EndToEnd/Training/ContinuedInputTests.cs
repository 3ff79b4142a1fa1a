using System.Text.Json;
using Xunit;

namespace CutAwareQnn.EndToEnd;

/// <summary>
/// A run continues with the inputs that it was started with, or not at all; with more epochs as if they had been wanted from the start.
/// </summary>
public sealed class ContinuedInputTests : IDisposable
{
    private const string Circuit = """
        OPENQASM 3.0;
        include "stdgates.inc";
        input float[64] x_0;
        input float[64] x_1;
        input float[64] w_0;
        input float[64] w_1;
        qubit[2] q;
        ry(x_0) q[0];
        ry(x_1) q[1];
        ry(w_0) q[0];
        cx q[0], q[1];
        ry(w_1) q[1];
        """;

    private const string Table = "a,b,class\n0.1,0.2,s\n0.9,0.1,t\n0.2,0.4,s\n0.8,0.3,t\n0.3,0.4,s\n0.7,0.9,t\n0.2,0.1,s\n0.9,0.8,t\n";

    private readonly TemporaryFolder _folder = new();
    private readonly string _run;
    private readonly string[] _training;

    public ContinuedInputTests()
    {
        _run = _folder.File("run");
        _training =
        [
            "train",
            _folder.File("table.csv", Table),
            "--label",
            "class",
            "--circuit",
            _folder.File("in.qasm", Circuit),
            "--observable",
            "ZZ",
            "--partition", "AB", "--shots", "100", "--epochs", "2", "--batch-size", "2",
        ];
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("another data set", "table.csv", "0.1,0.2,s", "0.1,0.2,t")]
    [InlineData("another data set", "table.csv", "0.1,0.2,s", "0.10001,0.2,s")]
    [InlineData("another circuit", "in.qasm", "ry(w_1)", "rx(w_1)")]
    [InlineData("another build of cutqnn", "run/config.json", "\"build\": \"", "\"build\": \"1")]
    [InlineData("another optimiser", "run/config.json", "\"optimiser\": \"adam\"", "\"optimiser\": \"sgd\"")]
    [InlineData("another learning_rate", "run/config.json", "\"learning_rate\": 0.1", "\"learning_rate\": 0.2")]
    [InlineData("another shots", "run/config.json", "\"shots\": \"100\"", "\"shots\": \"101\"")]
    public async Task OtherInputs_AreNamedAndRefused(string difference, string file, string written, string edited)
    {
        await StoppedRunAsync();
        string path = _folder.File(file);
        string text = await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken);
        Assert.Contains(written, text, StringComparison.Ordinal);
        await File.WriteAllTextAsync(path, text.Replace(written, edited, StringComparison.Ordinal), TestContext.Current.CancellationToken);
        Dictionary<string, string> before = Contents();

        Cutqnn refused = await Cutqnn.RunAsync("train", "--resume", _run);

        Assert.Equal(2, refused.ExitCode);
        Assert.Contains(difference, refused.Error, StringComparison.Ordinal);
        Assert.Equal(before, Contents());
    }

    [Fact]
    public async Task SpacesAndComments_AreNoOtherInput()
    {
        await StoppedRunAsync();
        await File.AppendAllTextAsync(_folder.File("in.qasm"), "\n// the end\n", TestContext.Current.CancellationToken);
        await File.AppendAllTextAsync(_folder.File("table.csv"), "\n\n", TestContext.Current.CancellationToken);
        Cutqnn run = await Cutqnn.RunAsync("train", "--resume", _run);
        Assert.True(run.ExitCode == 0, run.Error);
    }

    [Fact]
    public async Task MoreEpochs_AreThoseOfALongerRun()
    {
        string whole = _folder.File("whole");
        await DoneAsync([.. _training[..^4], "--epochs", "5", "--batch-size", "2", "--out", whole]);
        await DoneAsync([.. _training, "--out", _run]);
        Cutqnn done = await Cutqnn.RunAsync("train", "--resume", _run);
        Assert.Equal(2, done.ExitCode);
        Cutqnn fewer = await Cutqnn.RunAsync("train", "--resume", _run, "--epochs", "2");
        Assert.Equal(2, fewer.ExitCode);
        Assert.Contains("has completed 2 epochs", fewer.Error, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(_run, "summary.json")), "the summary is gone");

        await DoneAsync(["train", "--resume", _run, "--epochs", "5"]);

        foreach (string field in (string[])["weights", "train_loss", "test_accuracy", "epochs", "queries"])
        {
            Assert.Equal(Summary(whole).GetProperty(field).GetRawText(), Summary(_run).GetProperty(field).GetRawText());
        }
    }

    [Fact]
    public async Task FirstWeights_AreThoseGiven()
    {
        await DoneAsync([.. _training, "--out", _run]);
        string next = _folder.File("next");
        await DoneAsync([.. _training, "--out", next, "--weights", _run, "--seed", "2", "--learning-rate", "1e-300"]);
        double[] expected = Weights(_run), found = Weights(next);
        Assert.Equal(expected, found);

        Cutqnn few = await Cutqnn.RunAsync([.. _training, "--out", _folder.File("few"), "--weights", _folder.File("few.json", "[0.5]")]);
        Assert.Equal(2, few.ExitCode);
        Assert.Contains("1 first weight is given but the model has 2; give 2", few.Error, StringComparison.Ordinal);
        Cutqnn none = await Cutqnn.RunAsync([.. _training, "--out", _folder.File("few"), "--weights", _folder.File("few.json", "{}")]);
        Assert.Contains("holds no list of finite numbers; give", none.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder.File("few")));
    }

    [Fact]
    public async Task Predictions_AreTheModelsOutputs()
    {
        await DoneAsync([.. _training, "--out", _run]);
        JsonElement summary = Summary(_run);

        // The whole table again: the training part's extremes scale the rows, so the accuracy over all rows is the mean over both parts.
        JsonElement document = await JsonAsync("predict", _run, _folder.File("table.csv"));
        Assert.Equal(["s", "t"], document.GetProperty("classes").EnumerateArray().Select(c => c.GetString()!));
        JsonElement[] predictions = [.. document.GetProperty("predictions").EnumerateArray()];
        Assert.Equal(8, predictions.Length);
        string[] classes = [.. Table.Trim().Split('\n').Skip(1).Select(line => line.Split(',')[2])];
        double right = predictions.Index().Count(p => p.Item.GetProperty("class").GetString() == classes[p.Index]);
        Assert.Equal(right / 8, document.GetProperty("accuracy").GetDouble());
        Assert.All(predictions, p => Assert.Equal(
            p.GetProperty("outputs")[0].GetDouble() > 0 ? "t" : "s", p.GetProperty("class").GetString()));

        // Columns are found by name, and without classes there is no accuracy.
        string rows = "b,a\n"
            + string.Concat(Table.Trim().Split('\n').Skip(1).Select(line => $"{line.Split(',')[1]},{line.Split(',')[0]}\n"));
        JsonElement swapped = await JsonAsync("predict", _run, _folder.File("rows.csv", rows));
        Assert.Equal(JsonValueKind.Null, swapped.GetProperty("accuracy").ValueKind);
        Assert.Equal(document.GetProperty("predictions").GetRawText(), swapped.GetProperty("predictions").GetRawText());

        // One row as an estimate of the bound circuit: features are scaled to [0, 1] by the training part.
        double[] weights = [.. summary.GetProperty("weights").EnumerateArray().Select(w => w.GetDouble())];
        JsonElement low = await JsonAsync("predict", _run, _folder.File("one.csv", "a,b\n0.1,0.1\n"));
        JsonElement config = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(_run, "config.json"))).RootElement;
        Assert.Equal(2, weights.Length);
        Assert.Equal(64, config.GetProperty("inputs").GetProperty("data_sha256").GetString()!.Length);
        Assert.InRange(low.GetProperty("predictions")[0].GetProperty("outputs")[0].GetDouble(), -1, 1);
    }

    [Theory]
    [InlineData("has no column 'b', a feature", "a\n0.5\n")]
    [InlineData("column 'b' '0.2x' is not a finite number", "a,b\n0.5,0.2x\n")]
    [InlineData("has the class 'u'; the model knows s, t", "a,b,class\n0.5,0.2,u\n")]
    [InlineData("has no rows", "a,b\n")]
    public async Task RowsThatDoNotFit_AreTold(string message, string rows)
    {
        await DoneAsync([.. _training, "--out", _run]);
        Cutqnn run = await Cutqnn.RunAsync("predict", _run, _folder.File("rows.csv", rows));
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
    }

    private async Task StoppedRunAsync()
    {
        await DoneAsync([.. _training, "--out", _run]);
        File.Delete(Path.Combine(_run, "summary.json"));
    }

    private static async Task DoneAsync(string[] arguments)
    {
        Cutqnn run = await Cutqnn.RunAsync(arguments);
        Assert.True(run.ExitCode == 0, run.Error);
    }

    private static async Task<JsonElement> JsonAsync(params string[] arguments)
    {
        Cutqnn run = await Cutqnn.RunAsync([.. arguments, "--json"]);
        Assert.True(run.ExitCode == 0, run.Error);
        return JsonDocument.Parse(run.Output).RootElement;
    }

    private Dictionary<string, string> Contents() => Directory.GetFiles(_run).ToDictionary(f => f, File.ReadAllText);

    private static JsonElement Summary(string run) => JsonDocument.Parse(File.ReadAllBytes(Path.Combine(run, "summary.json"))).RootElement;

    private static double[] Weights(string run) => [.. Summary(run).GetProperty("weights").EnumerateArray().Select(w => w.GetDouble())];
}
