using System.Globalization;
using System.Text.Json;
using Xunit;

namespace CutAwareQnn.EndToEnd;

/// <summary>Training on a user's own table with a user's own circuit, and on images.</summary>
public sealed class TrainDataTests : IDisposable
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
        ry(x_1/5) q[1];
        ry(a) q[0];
        cx q[0], q[1];
        ry(b) q[1];
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("--partition", "AB")]
    [InlineData("--max-qubits", "1")]
    [InlineData("--partition", "none")]
    public async Task ATable_IsLearntByACircuitOfTheUsers_Cut(string option, string value)
    {
        string path = _folder.File("run");
        Cutqnn run = await TableAsync(Table(40), path, "--observable", "ZI", option, value);
        Assert.True(run.ExitCode == 0, run.Error);
        JsonElement summary = Read(path, "summary.json"), config = Read(path, "config.json");
        Assert.Equal(1, summary.GetProperty("test_accuracy").GetDouble());
        Assert.Equal(2, summary.GetProperty("weights").GetArrayLength());
        Assert.Equal(["blue", "red"], config.GetProperty("classes").EnumerateArray().Select(c => c.GetString()!));
        Assert.Equal("colour", config.GetProperty("label").GetString());
        Assert.Equal("own.qasm", config.GetProperty("circuit").GetString());
        JsonElement batch = JsonDocument.Parse(File.ReadLines(Path.Combine(path, "log.jsonl")).First()).RootElement;
        Assert.Equal(value == "none" ? 0 : 1, batch.GetProperty("cuts").GetInt32());
    }

    [Fact]
    public async Task APlanFile_SaysWhereItIsCut_AndWhatIsObserved()
    {
        string plan = _folder.File("plan.json"), path = _folder.File("run"), circuit = _folder.File("own.qasm", Circuit);
        Cutqnn planned = await Cutqnn.RunAsync("plan", circuit, "--max-qubits", "1", "--no-joint", "--observable", "ZI", "--out", plan);
        Assert.True(planned.ExitCode == 0, planned.Error);
        Refused(await TableAsync(Table(40), path, "--plan", plan, "--observable", "ZI"), "omit --observable", path);
        Cutqnn run = await TableAsync(Table(40), path, "--plan", plan);
        Assert.True(run.ExitCode == 0, run.Error);
        JsonElement config = Read(path, "config.json");
        Assert.Equal("plan.json", config.GetProperty("plan").GetString());
        Assert.Equal("ZI", Assert.Single(config.GetProperty("observable").EnumerateArray()).GetString());
        Assert.Equal(JsonValueKind.Null, config.GetProperty("partition").ValueKind);
        Assert.Equal(1, Read(path, "summary.json").GetProperty("test_accuracy").GetDouble());
    }

    [Fact]
    public async Task ATable_WithMoreColumnsThanTheCircuitTakes_IsReduced()
    {
        string path = _folder.File("run");
        string table = "size,weight,age,colour\n" + string.Concat(Enumerable.Range(0, 40).Select(i => string.Create(
            CultureInfo.InvariantCulture, $"{i},{(7 * i) % 5},{0.5 * i},{(i < 20 ? "red" : "blue")}\n")));
        Cutqnn run = await TableAsync(table, path, "--observable", "IZ", "--reduction", "pca");
        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Equal("pca", Read(path, "config.json").GetProperty("reduction").GetString());
    }

    [Theory]
    [InlineData("data.csv line 3 column 'size' is empty", "size,weight,colour\n1,2,red\n,2,blue\n")]
    [InlineData("data.csv line 2 column 'weight' is 'NaN'; give a finite number", "size,weight,colour\n1,NaN,red\n1,2,blue\n")]
    [InlineData("data.csv line 2 column 'colour' is empty", "size,weight,colour\n1,2,\n1,2,blue\n")]
    [InlineData("data.csv line 3 has 2 cells but the header has 3", "size,weight,colour\n1,2,red\n1,blue\n")]
    [InlineData("1 class ('red'); a classifier needs samples of two", "size,weight,colour\n1,2,red\n3,4,red\n")]
    [InlineData("no column 'colour'; name one of size, weight, hue", "size,weight,hue\n1,2,red\n3,4,blue\n")]
    [InlineData("data.csv is empty", "")]
    [InlineData("too few for a training and a test part", "size,weight,colour\n1,2,red\n3,4,blue\n")]
    [InlineData(
        "has 3 features but the circuit takes 2; give --reduction pca, or a --circuit of 3 features",
        "a,b,c,colour\n1,2,3,red\n3,4,5,blue\n4,5,6,red\n1,1,1,blue\n1,1,2,red\n1,2,5,blue\n")]
    public async Task ATableThatCannotBeLearntFrom_IsToldInOneLine_AndNothingIsWritten(string part, string table)
    {
        string path = _folder.File("run");
        Cutqnn run = await TableAsync(table, path, "--observable", "ZI", "--test-fraction", "0.34");
        Refused(run, part.Replace("has 3 features", "have 3 features", StringComparison.Ordinal), path);
    }

    [Fact]
    public async Task AnUnknownDataset_OrATableWithoutALabel_IsRefused()
    {
        string path = _folder.File("run");
        Refused(await Cutqnn.RunAsync("train", "mnits", "--out", path), "'mnits' is neither iris nor mnist nor a file", path);
        string file = _folder.File("data.csv", Table(20));
        Refused(await Cutqnn.RunAsync("train", file, "--out", path), "give --label COLUMN", path);
        Refused(
            await Cutqnn.RunAsync(
                "train", file, "--label", "colour", "--data", "x", "--out", path), "--data does not apply to a CSV file", path);
    }

    [Theory]
    [InlineData("pca")]
    [InlineData("blocks")]
    public async Task Images_FromAFolder_AreReducedAndLearnt(string reduction)
    {
        IdxImages.Write(_folder.File("mnist"), 40);
        string path = _folder.File("run");
        Cutqnn run = await Cutqnn.RunAsync(
            "train",
            "mnist",
            "--data",
            _folder.File("mnist"),
            "--digits",
            "3,6",
            "--train-count",
            "40",
            "--test-count",
            "20",
            "--reduction",
            reduction, "--epochs", "10", "--shots", "exact", "--gradient", "adjoint", "--out", path);
        Assert.True(run.ExitCode == 0, run.Error);
        JsonElement config = Read(path, "config.json");
        Assert.Equal((40, 20), (config.GetProperty("train_count").GetInt32(), config.GetProperty("test_count").GetInt32()));
        Assert.Equal(["3", "6"], config.GetProperty("classes").EnumerateArray().Select(c => c.GetString()!));
        Assert.InRange(Read(path, "summary.json").GetProperty("test_accuracy").GetDouble(), 0.9, 1);
    }

    [Fact]
    public async Task ImagesThatAreNone_AreToldInOneLine()
    {
        string folder = _folder.File("mnist"), path = _folder.File("run");
        Refused(await MnistAsync(), "holds no MNIST", path);
        IdxImages.Write(folder, 40);
        Refused(await MnistAsync("--digits", "3,12"), "--digits has '12', which is not a digit; give digits from 0 to 9", path);
        Refused(await MnistAsync("--digits", "3"), "1 class ('3')", path);
        Refused(await MnistAsync("--digits", "3,3"), "class '3' is given twice", path);
        Refused(await MnistAsync("--train-count", "400"), "40 images of digit 3 but", path);
        Refused(await MnistAsync("--classes", "a,b"), "--classes does not apply to mnist", path);

        string images = Path.Combine(folder, "train-images-idx3-ubyte");
        byte[] whole = await File.ReadAllBytesAsync(images);
        await File.WriteAllBytesAsync(images, whole[..^5]);
        Refused(await MnistAsync(), "bytes", path);
        whole[3] = 7;
        await File.WriteAllBytesAsync(images, whole);
        Refused(await MnistAsync(), "magic number", path);

        Task<Cutqnn> MnistAsync(params string[] arguments) =>
            Cutqnn.RunAsync(["train", "mnist", "--data", folder, "--out", path, .. arguments]);
    }

    private static void Refused(Cutqnn run, string part, string path)
    {
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(part, run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.TrimEnd().Split('\n'));
        Assert.False(Path.Exists(path));
    }

    private Task<Cutqnn> TableAsync(string table, string path, params string[] arguments) => Cutqnn.RunAsync(
    [
        "train", _folder.File("data.csv", table), "--label", "colour", "--circuit", _folder.File("own.qasm", Circuit), "--epochs", "20",
        "--out", path, .. arguments,
    ]);

    // The class follows from the first column.
    private static string Table(int count) => "size,weight,colour\n" + string.Concat(Enumerable.Range(0, count).Select(i => string.Create(
        CultureInfo.InvariantCulture, $"{(i % 2 == 0 ? 1 : 3) + (0.01 * i)},{(7 * i) % 5},{(i % 2 == 0 ? "red" : "blue")}\n")));

    private static JsonElement Read(string folder, string name) =>
        JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, name))).RootElement;
}
