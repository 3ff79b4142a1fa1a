using System.Text.Json;
using Xunit;

namespace CutAwareQnn.EndToEnd;

/// <summary><c>cutqnn capacity</c>: the study's table, circuit files, the game of CHSH, and bad input.</summary>
public sealed class CapacityTests : IDisposable
{
    private const string Rotation =
        "OPENQASM 3.0;\ninclude \"stdgates.inc\";\ninput float x;\ninput float w;\nqubit[2] q;\nry(x) q[0];\nry(w) q[0];\n";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("single", 18, 16, 2, 0, 0)]
    [InlineData("nc", 36, 32, 4, 0, 0)]
    [InlineData("cc", 36, 32, 4, 6, 0)]
    [InlineData("qc", 36, 34, 4, 12, 6)]
    [InlineData("pairs", 36, 32, 4, 0, 1)]
    public async Task AModel_HasTheEffectiveParametersOfTheStudy(
        string model, int weights, int parameters, int outcomes, int bits, int ebits)
    {
        JsonElement document = await DocumentAsync(model, "--sublayers", "1", "--weight-samples", "2");
        Assert.Equal(weights, document.GetProperty("weights").GetInt32());
        Assert.Equal(parameters, document.GetProperty("effective_parameters").GetInt32());
        Assert.Equal(outcomes, document.GetProperty("outcomes").GetInt32());
        Assert.Equal("haar", document.GetProperty("inputs_source").GetString());
        Assert.InRange(document.GetProperty("effective_dimension").GetDouble(), 1, parameters);
        if (model == "single")
        {
            Assert.False(document.TryGetProperty("decision_rank", out _));
            return;
        }

        Assert.Equal(bits, document.GetProperty("bits_per_sample").GetInt32());
        Assert.Equal(ebits, document.GetProperty("ebits_per_sample").GetInt32());
        Assert.Equal(model switch { "nc" => 2, "pairs" => 5, _ => 20 }, document.GetProperty("decision_rank").GetInt32());
    }

    [Fact]
    public async Task AModel_TakesRowsOfTheStudy()
    {
        JsonElement document = await DocumentAsync(
            "nc", "--sublayers", "1", "--data", "clusters3", "--inputs", "50", "--weight-samples", "2", "--labels", "outcomes");
        Assert.Equal(("data", 50), (document.GetProperty("inputs_source").GetString(), document.GetProperty("inputs").GetInt32()));
    }

    [Fact]
    public async Task ACircuitFile_HasACapacity()
    {
        File.WriteAllText(_folder.File("c.qasm"), Rotation);
        File.WriteAllText(_folder.File("rows.csv"), "x,label\n0.1,1\n0.7,-1\n");
        JsonElement document = await DocumentAsync(_folder.File("c.qasm"), "--data", _folder.File("rows.csv"));
        Assert.Equal(1, document.GetProperty("effective_parameters").GetInt32());
        Assert.Equal(2, document.GetProperty("inputs").GetInt32());
        Assert.Equal(1, document.GetProperty("mean_trace").GetDouble(), 1e-9);
    }

    [Theory]
    [InlineData("1", 2.8284271247, 0.8535533906)]
    [InlineData("0", 2, 0.75)]
    public async Task Players_ReachTheBestOfTheirPair(string concurrence, double s, double success)
    {
        JsonElement document = await DocumentAsync("chsh", "--concurrence", concurrence);
        Assert.Equal(s, document.GetProperty("s").GetDouble(), 1e-6);
        Assert.Equal(success, document.GetProperty("single_shot_success").GetDouble(), 1e-6);
        Assert.Equal(1, document.GetProperty("sign_accuracy").GetDouble());
    }

    [Theory]
    [InlineData("concurrence of 0;", "pairs", "--concurrence", "0")]
    [InlineData("--concurrence '1.5' is not a number from 0 to 1", "pairs", "--concurrence", "1.5")]
    [InlineData("--concurrence 'NaN' is not a number from 0 to 1", "pairs", "--concurrence", "NaN")]
    [InlineData("5 pairs were given to processors of 4 qubits", "pairs", "--pairs", "5")]
    [InlineData("--pairs '0' is not a whole number from 1 to 8", "pairs", "--pairs", "0")]
    [InlineData("--pairs belongs to the model pairs", "nc", "--pairs", "1")]
    [InlineData("--local-embedding belongs to the model qc", "cc", "--local-embedding")]
    [InlineData("a processor of 3 qubits", "nc", "--width", "3")]
    [InlineData("--sublayers '0' is not a whole number from 1 to 100", "nc", "--sublayers", "0")]
    [InlineData("--labels 'f' is unknown; give parity or outcomes", "nc", "--labels", "f")]
    [InlineData("--gamma '0' is not a number above 0 and at most 1", "nc", "--sublayers", "1", "--weight-samples", "1", "--gamma", "0")]
    [InlineData("which has to be above 1", "nc", "--sublayers", "1", "--weight-samples", "1", "--data-count", "10")]
    [InlineData("--inputs 5000 were requested but", "nc", "--data", "clusters1", "--inputs", "5000")]
    [InlineData("--sublayers belongs to a model", "nosuch.qasm", "--sublayers", "2")]
    [InlineData("cannot be read", "nosuch.qasm")]
    [InlineData("--concurrence '2' is not a number from 0 to 1", "chsh", "--concurrence", "2")]
    public async Task BadInput_IsToldInOneLine(string part, params string[] arguments)
    {
        Cutqnn run = await Cutqnn.RunAsync(["capacity", .. arguments]);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(part, run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.TrimEnd().Split('\n'));
        Assert.Empty(run.Output);
    }

    private static async Task<JsonElement> DocumentAsync(params string[] arguments)
    {
        Cutqnn run = await Cutqnn.RunAsync(["capacity", .. arguments, "--json"]);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.NotEmpty((await Cutqnn.RunAsync(["capacity", .. arguments])).Output);
        return JsonDocument.Parse(run.Output).RootElement;
    }
}
