using System.Text.Json;
using Xunit;

namespace CutAwareQnn.EndToEnd;

public sealed class InfoTests : IDisposable
{
    private const string Dynamic = """
        OPENQASM 2.0;
        include "qelib1.inc";
        qreg q[5];
        creg c[2];
        h q[0];
        cx q[2],q[0];
        barrier q;
        ccx q[0],q[1],q[2];
        measure q[0] -> c[0];
        if (c==1) x q[1];
        reset q[2];
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Info_AsJson_HasItsFields()
    {
        Cutqnn run = await Cutqnn.RunAsync("info", _folder.File("in.qasm", Dynamic), "--json");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal(
            Packed("""
                {
                  "qubits": 5, "bits": 2, "features": 0, "weights": 0, "feature_names": [], "weight_names": [], "depth": 5, "instructions": 7,
                  "gates": {"ccx": 1, "cx": 1, "h": 1, "x": 1},
                  "measurements": 1, "resets": 1, "barriers": 1, "conditionals": 1, "dynamic": true,
                  "interactions": [{"qubits": [0, 1], "count": 1}, {"qubits": [0, 2], "count": 2}, {"qubits": [1, 2], "count": 1}],
                  "untouched_qubits": [3, 4]
                }
                """),
            Packed(run.Output));
    }

    [Fact]
    public async Task Info_AsText_SaysTheSame()
    {
        Cutqnn run = await Cutqnn.RunAsync("info", _folder.File("in.qasm", Dynamic));

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal(
            [
                "qubits        5",
                "untouched     q3 q4",
                "bits          2",
                "features      0",
                "weights       0",
                "depth         5",
                "instructions  7: gates 4, measurements 1, resets 1, barriers 1; of these under a condition 1",
                "gates         ccx 1, cx 1, h 1, x 1",
                "interactions  q0-q1 1, q0-q2 2, q1-q2 1",
                "dynamic       yes",
            ],
            run.Output.TrimEnd().Split(Environment.NewLine));
    }

    [Fact]
    public async Task Info_OfManyPairs_FoldsBetweenThem()
    {
        string gates = string.Concat(Enumerable.Range(1, 39).Select(q => $"cz q[0],q[{q}];"));
        Cutqnn run = await Cutqnn.RunAsync("info", _folder.File("in.qasm", $"OPENQASM 2.0; include \"qelib1.inc\"; qreg q[40]; {gates}"));

        Assert.All(run.Output.Split(Environment.NewLine), line => Assert.True(line.Length <= 100, line));
        Assert.All(Enumerable.Range(1, 39), q => Assert.Contains($"q0-q{q} 1", run.Output, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("cannot be read", null)]
    [InlineData("in.qasm:1:", "OPENQASM 2.0; h q;")]
    public async Task Info_OfABadFile_SaysSoOnOneLine(string rule, string? program)
    {
        Cutqnn run = await Cutqnn.RunAsync("info", _folder.File("in.qasm", program));

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(rule, run.Error, StringComparison.Ordinal);
        Assert.Empty(run.Output);
        Assert.Single(run.Error.TrimEnd().Split('\n'));
    }

    private static string Packed(string json) => JsonSerializer.Serialize(JsonDocument.Parse(json).RootElement);
}
