using System.Globalization;
using System.Text.Json;
using Xunit;

namespace CutAwareQnn.EndToEnd;

/// <summary>Training to numbers and to class probabilities, and predicting with both.</summary>
public sealed class RegressionTests : IDisposable
{
    private const string Circuit = """
        OPENQASM 3.0;
        include "stdgates.inc";
        input float[64] x_0;
        input float[64] x_1;
        input float[64] a;
        input float[64] b;
        qubit[2] q;
        ry(pi*x_0) q[0];
        ry(pi*x_1) q[1];
        ry(a) q[0];
        ry(b) q[1];
        cx q[0], q[1];
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Targets_AreLearnt_AndPredictedInTheirOwnUnits()
    {
        string path = _folder.File("run");
        Cutqnn run = await TrainAsync(path, "--target", "y", "--observable", "ZI", "--linear", "--partition", "AB");
        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Contains("test R²", run.Output, StringComparison.Ordinal);
        JsonElement summary = Document(File.ReadAllText(Path.Combine(path, "summary.json")));
        Assert.InRange(summary.GetProperty("test_r_squared").GetDouble(), 0.95, 1);
        Assert.Equal(JsonValueKind.Null, summary.GetProperty("test_accuracy").ValueKind);

        // y = 20 + 5 cos(π u) cos(π v), which the circuit can represent; u and v are scaled by the training part.
        JsonElement predicted = Document((await Cutqnn.RunAsync("predict", path, _folder.File("data.csv"), "--json")).Output);
        Assert.InRange(predicted.GetProperty("r_squared").GetDouble(), 0.95, 1);
        Assert.Equal(25, predicted.GetProperty("predictions")[0].GetProperty("prediction").GetDouble(), 1.5);
        Cutqnn rows = await Cutqnn.RunAsync("predict", path, _folder.File("rows.csv", "v,u\n0,0\n0,1\n"));
        Assert.DoesNotContain("R²", rows.Output, StringComparison.Ordinal);
        Assert.Equal(0, (await Cutqnn.RunAsync("report", path)).ExitCode);
    }

    [Fact]
    public async Task ClassProbabilities_AreOutputs_AndSumToOne()
    {
        string path = _folder.File("run");
        Cutqnn run = await TrainAsync(path, "--label", "class", "--class-qubits", "1", "--reduction", "pca");
        Assert.True(run.ExitCode == 0, run.Error);
        JsonElement predicted = Document((await Cutqnn.RunAsync("predict", path, _folder.File("data.csv"), "--json")).Output);
        foreach (JsonElement row in predicted.GetProperty("predictions").EnumerateArray())
        {
            double[] outputs = [.. row.GetProperty("outputs").EnumerateArray().Select(o => o.GetDouble())];
            Assert.Equal(1, outputs.Sum(), 1e-12);
            Assert.Equal(outputs[1], row.GetProperty("probabilities")[1].GetDouble(), 1e-12);
        }
    }

    [Fact]
    public async Task ACoreset_IsTrainedOn_AndContinued()
    {
        string path = _folder.File("run");
        Cutqnn run = await TrainAsync(
            path, "--target", "y", "--observable", "ZI", "--linear", "--coreset", "k-center:0.5", "--batch-size", "4");
        Assert.True(run.ExitCode == 0, run.Error);
        JsonElement config = Document(File.ReadAllText(Path.Combine(path, "config.json")));
        Assert.Equal((14, "k-center:0.5"), (config.GetProperty("train_count").GetInt32(), config.GetProperty("coreset").GetString()));
        Assert.Equal(0, (await Cutqnn.RunAsync("train", "--resume", path, "--epochs", "13")).ExitCode);
    }

    [Theory]
    [InlineData("--coreset 'half' is unknown; give k-center:SHARE", "--target", "y", "--observable", "ZI", "--coreset", "half")]
    [InlineData("--loss hinge compares classes but --target predicts numbers", "--target", "y", "--observable", "ZI", "--loss", "hinge")]
    [InlineData("--label does not apply to a regression", "--target", "y", "--label", "class")]
    [InlineData("--class-qubits makes outputs of its own", "--target", "y", "--class-qubits", "0")]
    [InlineData("--robustness classifies perturbed samples", "--target", "y", "--observable", "ZI", "--robustness", "0.1")]
    [InlineData("data.csv has no column 'z'; name one of u, v, y, class", "--target", "z")]
    [InlineData("--loss mse takes expectation values but --class-qubits", "--label", "class", "--class-qubits", "0", "--loss", "mse")]
    [InlineData("--loss brier takes probabilities of classes", "--label", "class", "--observable", "ZI", "--loss", "brier")]
    public async Task WhatDoesNotFit_IsToldInOneLine(string part, params string[] arguments)
    {
        Cutqnn run = await TrainAsync(_folder.File("run"), [.. arguments, "--reduction", "pca"]);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(part, run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.TrimEnd().Split('\n'));
        Assert.False(Path.Exists(_folder.File("run")));
    }

    private static JsonElement Document(string json) => JsonDocument.Parse(json).RootElement;

    // The circuit takes two features: without a reduction the table has no column of classes.
    private Task<Cutqnn> TrainAsync(string path, params string[] arguments)
    {
        bool hasClasses = arguments.Contains("--reduction");
        string table = string.Concat(Enumerable.Range(0, 36).Select(i =>
        {
            double u = i % 6 / 5.0, v = i / 6 / 5.0, y = 20 + (5 * Math.Cos(Math.PI * u) * Math.Cos(Math.PI * v));
            return string.Create(CultureInfo.InvariantCulture, $"{u},{v},{y:R}{(hasClasses ? y > 20.1 ? ",1" : ",0" : "")}\n");
        }));
        return Cutqnn.RunAsync(
        [
            "train", _folder.File("data.csv", $"u,v,y{(hasClasses ? ",class" : "")}\n{table}"),
            "--circuit", _folder.File("own.qasm", Circuit), "--epochs", "12", "--shots", "exact",
            "--gradient", "adjoint", "--out", path, .. arguments,
        ]);
    }
}
