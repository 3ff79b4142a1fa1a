using System.Text.Json;
using System.Xml.Linq;
using Xunit;

namespace CutAwareQnn.EndToEnd;

public sealed class DrawTests : IDisposable
{
    private const string Chain = """
        OPENQASM 2.0;
        include "qelib1.inc";
        qreg q[4];
        h q[0];
        cx q[0],q[1];
        ccx q[0],q[1],q[2];
        rzz(pi/3) q[2],q[3];
        """;

    private static readonly string[] Cut =
    [
        "       ┌───┐                  ",
        "A q0: ─┤ H ├─●─●──────────────",
        "       └───┘ │ ┆              ",
        "A q1: ───────⊕─●──────────────",
        "               ✂ ┌──────────┐ ",
        "B q2: ─────────⊕─┤0         ├─",
        "                 │ RZZ(π/3) │ ",
        "B q3: ───────────┤1         ├─",
        "                 └──────────┘ ",
    ];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Draw_WithAPartition_MarksTheGatesAcrossIt()
    {
        Cutqnn run = await Cutqnn.RunAsync("draw", File, "--partition", "AABB", "--width", "80");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal(string.Join('\n', Cut) + Environment.NewLine, run.Output);
    }

    [Fact]
    public async Task Draw_OfAFileWithMarks_DrawsThem()
    {
        string file = _folder.File("marked.qasm", """
            OPENQASM 2.0;
            include "qelib1.inc";
            qreg q[2];
            h q[0];
            // @cut q[0]
            // @cut
            cx q[0],q[1];
            """);
        Cutqnn run = await Cutqnn.RunAsync("draw", file, "--json");
        JsonElement document = JsonDocument.Parse(run.Output).RootElement;

        Assert.Equal(
            """[{"kind":"wire","qubit":0,"after_instruction":0},{"kind":"gate","instruction":1,"qubits":[0,1]}]""",
            Packed(document.GetProperty("cuts")));
        Assert.Contains("//", document.GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.Contains("✂", document.GetProperty("text").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Draw_OfAPlan_DrawsItsCuts()
    {
        string plan = _folder.File("plan.json");
        Cutqnn planned = await Cutqnn.RunAsync("plan", File, "--max-qubits", "3", "--observable", "ZZZZ", "--out", plan);
        Assert.Equal((0, ""), (planned.ExitCode, planned.Error));
        Cutqnn run = await Cutqnn.RunAsync("draw", File, "--plan", plan, "--json");
        JsonElement document = JsonDocument.Parse(run.Output).RootElement;

        Assert.Equal("gate", document.GetProperty("cuts")[0].GetProperty("kind").GetString());
        Assert.Contains("✂", document.GetProperty("text").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Draw_WithAWidth_FoldsTheLines()
    {
        Cutqnn run = await Cutqnn.RunAsync("draw", File, "--width", "22");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("»", run.Output, StringComparison.Ordinal);
        Assert.All(run.Output.Split('\n'), line => Assert.True(line.Length <= 22, line));
    }

    [Fact]
    public async Task Draw_AsJson_HasItsFields()
    {
        Cutqnn run = await Cutqnn.RunAsync("draw", File, "--partition", "AABB", "--json");
        JsonElement document = JsonDocument.Parse(run.Output).RootElement;

        Assert.Equal(
            ["qubits", "bits", "instructions", "depth", "cuts", "text"], document.EnumerateObject().Select(p => p.Name));
        Assert.Equal(
            (4, 0, 4, 4),
            (Number(document, "qubits"), Number(document, "bits"), Number(document, "instructions"), Number(document, "depth")));
        Assert.Equal("""[{"kind":"gate","instruction":2,"qubits":[0,1,2]}]""", Packed(document.GetProperty("cuts")));
        Assert.Equal(string.Join('\n', Cut), document.GetProperty("text").GetString());
    }

    [Fact]
    public async Task Draw_AsSvg_WritesTheFileAndSaysSo()
    {
        string target = _folder.File("out.svg");
        Cutqnn text = await Cutqnn.RunAsync("draw", File, "--svg", target);
        XElement svg = XDocument.Load(target).Root!;

        Assert.Equal($"wrote {target}{Environment.NewLine}", text.Output);
        Assert.Equal(4, svg.Elements().Count(e => e.Name.LocalName == "g"));

        Cutqnn json = await Cutqnn.RunAsync("draw", File, "--svg", target, "--json", "--partition", "AABB");
        JsonElement document = JsonDocument.Parse(json.Output).RootElement;
        Assert.Equal(target, document.GetProperty("svg").GetString());
        Assert.False(document.TryGetProperty("text", out _));
        Assert.Contains("class=\"cut dashed\"", await System.IO.File.ReadAllTextAsync(target), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("3 letters but the circuit has 4 qubits", "--partition", "AAB")]
    [InlineData("use letters or digits", "--partition", "AA-B")]
    [InlineData("give a width of at least 20", "--width", "19")]
    [InlineData("from 1 to", "--width", "-5")]
    [InlineData("is not a whole number", "--width", "wide")]
    public async Task Draw_OfBadArguments_SaysTheRuleOnOneLine(string rule, params string[] arguments) =>
        AssertRefused(await Cutqnn.RunAsync(["draw", File, .. arguments]), rule);

    [Fact]
    public async Task Draw_OfFilesThatCannotBe_SaysSoOnOneLine()
    {
        AssertRefused(await Cutqnn.RunAsync("draw", _folder.File("missing.qasm")), "cannot be read");
        AssertRefused(await Cutqnn.RunAsync("draw", _folder.File("broken.qasm", "OPENQASM 2.0; h q;")), "broken.qasm:1:15: ");
        AssertRefused(
            await Cutqnn.RunAsync("draw", File, "--svg", Path.Combine(_folder.File("missing"), "out.svg")), "cannot be written");
        string file = File;
        AssertRefused(await Cutqnn.RunAsync("draw", file, "--svg", file), "over what it is made from");
        Assert.Equal(Chain, await System.IO.File.ReadAllTextAsync(file));
    }

    [Fact]
    public async Task Draw_OfAControlledGateAcrossThePartition_IsRefused()
    {
        string file = _folder.File(
            "if.qasm", "OPENQASM 2.0; include \"qelib1.inc\"; qreg q[2]; creg c[1]; if (c==1) cx q[0],q[1];");
        AssertRefused(await Cutqnn.RunAsync("draw", file, "--partition", "AB"), "give its qubits one label");
    }

    private string File => _folder.File("chain.qasm", Chain);

    private static int Number(JsonElement document, string name) => document.GetProperty(name).GetInt32();

    private static string Packed(JsonElement element) => JsonSerializer.Serialize(element);

    private static void AssertRefused(Cutqnn run, string rule)
    {
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(rule, run.Error, StringComparison.Ordinal);
        Assert.Empty(run.Output);
        Assert.Single(run.Error.TrimEnd().Split('\n'));
    }
}
