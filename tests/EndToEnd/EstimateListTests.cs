using System.Text.Json;
using Xunit;

namespace CutAwareQnn.EndToEnd;

/// <summary>
/// Several observables and rows of inputs in one estimate are the estimates one by one; the names of an answer are a contract.
/// </summary>
public sealed class EstimateListTests : IDisposable
{
    private const string Program = """
        OPENQASM 3.0;
        include "stdgates.inc";
        input float[64] x_0;
        input float[64] w_0;
        qubit[3] q;
        ry(x_0) q[0];
        cx q[0], q[1];
        ry(w_0) q[1];
        cx q[1], q[2];
        """;

    private static readonly string[] Names =
    [
        "value",
        "standard_error",
        "exact",
        "mode",
        "fragments",
        "cuts",
        "gamma",
        "log10_gamma",
        "sampling_overhead",
        "log10_sampling_overhead",
        "terms_joint", "log10_terms_joint", "circuits_emitted", "log10_circuits_emitted", "circuits_unique", "log10_circuits_unique",
        "circuits_run",
        "shots",
        "total_shots",
        "workers",
        "policy",
        "t_partition_s",
        "t_generate_s",
        "t_execute_s",
        "t_reconstruct_s",
        "t_total_s",
    ];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("")]
    [InlineData("allocation target_error", "--shots", "100")]
    [InlineData("gradient_features gradient_weights", "--gradient")]
    [InlineData("allocation target_error incomplete", "--shots", "100", "--deadline", "100")]
    public async Task TheNames_AreTheContract(string more, params string[] options)
    {
        JsonElement document = await JsonAsync(["--observable", "ZZZ", "--partition", "AAB", .. Inputs("0.3", "0.4"), .. options]);
        Assert.Equal(
            Names.Concat(more.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Order(),
            document.EnumerateObject().Select(p => p.Name).Order());
    }

    [Fact]
    public async Task ObservablesAndRows_AreInTheOrderGiven()
    {
        string inputs = _folder.File("inputs.csv", "x_0,w_0\n0.3,pi/2\n-1,0.25\n");
        string observables = _folder.File("observables.txt", "# parities\nXXI\n\n0.5*IZI + ZII # two terms\n");
        string[] cut = ["--partition", "AAB"];
        JsonElement[] estimates =
        [
            .. (await JsonAsync(["--observable", "ZZZ", "--observables", observables, "--inputs", inputs, .. cut]))
                .GetProperty("estimates").EnumerateArray(),
        ];
        Assert.Equal(6, estimates.Length);
        int next = 0;
        foreach ((int row, string x, string w) in new[] { (0, "0.3", "pi/2"), (1, "-1", "0.25") })
        {
            foreach (string observable in new[] { "ZZZ", "XXI", "0.5*IZI + ZII" })
            {
                JsonElement one = await JsonAsync(["--observable", observable, .. cut, .. Inputs(x, w)]);
                JsonElement found = estimates[next++];
                Assert.Equal(one.GetProperty("value").GetDouble(), found.GetProperty("value").GetDouble(), 1e-14);
                Assert.Equal(one.GetProperty("exact").GetDouble(), found.GetProperty("value").GetDouble(), 1e-12);
                Assert.Equal(row, found.GetProperty("row").GetInt32());
                Assert.Equal(["observable", "row", .. Names], found.EnumerateObject().Select(p => p.Name));
            }
        }
    }

    [Fact]
    public async Task OneRow_IsAListToo_AndTakesOtherInputsFromTheCommandLine()
    {
        string inputs = _folder.File("inputs.csv", "w_0\n0.4\n");
        JsonElement listed = (await JsonAsync("--observable", "ZZZ", "--inputs", inputs, "--input", "x_0=0.3")).GetProperty("estimates");
        JsonElement one = await JsonAsync(["--observable", "ZZZ", .. Inputs("0.3", "0.4")]);
        Assert.Equal(one.GetProperty("value").GetRawText(), Assert.Single(listed.EnumerateArray()).GetProperty("value").GetRawText());
    }

    [Theory]
    [InlineData("column 'y' of inputs.csv names no input of in.qasm; name some of x_0, w_0", "x_0,y\n1,2\n")]
    [InlineData("input 'x_0' has a column of inputs.csv and an --input; give it once", "x_0,w_0\n1,2\n", "--input", "x_0=1")]
    [InlineData("inputs.csv line 3 column 'w_0' is 'nan'; give a finite number of radians such as 0.5 or pi/2", "x_0,w_0\n1,2\n1,nan\n")]
    [InlineData("input 'w_0' of in.qasm has no value; give --input w_0=VALUE", "x_0\n1\n")]
    [InlineData("inputs.csv has no rows; give one line of values per estimate", "x_0,w_0\n")]
    public async Task ATableThatDoesNotFit_IsToldInOneLine(string message, string table, params string[] options)
    {
        Cutqnn run = await Cutqnn.RunAsync(
            [
                "estimate",
                _folder.File("in.qasm", Program),
                "--observable",
                "ZZZ",
                "--inputs",
                _folder.File("inputs.csv", table),
                .. options,
            ]);
        Assert.Equal((2, $"cutqnn: {message}{Environment.NewLine}"), (run.ExitCode, run.Error));
    }

    [Fact]
    public async Task AFileOfObservables_NamesTheLineThatIsNone()
    {
        Cutqnn run = await Cutqnn.RunAsync(
            ["estimate", _folder.File("in.qasm", Program), "--observables", _folder.File("o.txt", "ZZZ\nZQZ\n"), .. Inputs("1", "1")]);
        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith("cutqnn: o.txt line 2: ", run.Error, StringComparison.Ordinal);
    }

    private static string[] Inputs(string x, string w) => ["--input", "x_0=" + x, "--input", "w_0=" + w];

    private async Task<JsonElement> JsonAsync(params string[] options)
    {
        Cutqnn run = await Cutqnn.RunAsync(["estimate", _folder.File("in.qasm", Program), .. options, "--json"]);
        Assert.True(run.ExitCode == 0, run.Error);
        return JsonDocument.Parse(run.Output).RootElement;
    }
}
