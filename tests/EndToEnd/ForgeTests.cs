using System.Text.Json;
using Xunit;

namespace CutAwareQnn.EndToEnd;

/// <summary>Forged states on the console: stored energies, tables of inputs, and what is refused.</summary>
public sealed class ForgeTests : IDisposable
{
    private const string H2 =
        "-1.052373245772859*II+0.39793742484318045*IZ-0.39793742484318045*ZI-0.01128010425623538*ZZ+0.18093119978423156*XX";

    private const string Half = """
        OPENQASM 3.0;
        include "stdgates.inc";
        input float[64] a;
        qubit[1] q;
        ry(a) q[0];
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task H2_HasItsEnergy_FromOneQubitPerHalf()
    {
        // A common rotation by a = 0 leaves the strings; the energy is that of the 2 × 2 eigenproblem.
        string half = _folder.File("half.qasm", Half);
        JsonElement found = await JsonAsync("estimate", half, "--observable", H2, "--forge", "best:2", "--input", "a=0");
        Assert.Equal(-1.857275030202, found.GetProperty("value").GetDouble(), 1e-8);
        Assert.Equal(0.993760400885, found.GetProperty("terms")[0].GetProperty("weight").GetDouble(), 1e-8);

        JsonElement rows = (await JsonAsync(
            "estimate", half, "--observable", H2, "--observable", "ZZ", "--forge", "0:1,1:0",
            "--inputs", _folder.File("rows.csv", "a\n0\n1.5\n"))).GetProperty("estimates");
        Assert.Equal(4, rows.GetArrayLength());
        Assert.Equal(-1.857275030202, rows[0].GetProperty("value").GetDouble(), 1e-8);
        Assert.Equal((1, "ZZ"), (rows[3].GetProperty("row").GetInt32(), rows[3].GetProperty("observable").GetString()));

        JsonElement sampled = await JsonAsync(
            "estimate", half, "--observable", H2, "--forge", "0:1,1:0", "--input", "a=0", "--shots", "20000", "--seed", "7");
        double error = sampled.GetProperty("standard_error").GetDouble();

        // 4.5 standard errors: a false alarm in 1e-5 of seeds, and the seed is fixed.
        Assert.InRange(sampled.GetProperty("value").GetDouble() + 1.857275030202, -4.5 * error, 4.5 * error);
        Assert.Equal(20_000 * sampled.GetProperty("circuits_run").GetInt64(), sampled.GetProperty("total_shots").GetInt64());
    }

    [Theory]
    [InlineData("--partition does not apply to a forged state", "--forge", "0:1", "--partition", "A")]
    [InlineData("--total-shots does not apply to a forged state", "--forge", "0:1", "--total-shots", "5")]
    [InlineData("bit string '01' does not fit a half of 1 qubit", "--forge", "01")]
    [InlineData("--forge has '0:1:0'; give a bit string, or LOW:HIGH", "--forge", "0:1:0")]
    [InlineData("give distinct strings per half", "--forge", "0:1,0:0")]
    [InlineData("3 pairs of bit strings cannot be chosen for halves of 1 and 1 qubit", "--forge", "best:3")]
    [InlineData("1 weight was given for 2 terms", "--forge", "0:1,1:0", "--forge-weights", "1")]
    [InlineData("--forge-weights describes a forged state; give --forge as well", "--forge-weights", "1")]
    public async Task WhatIsNoForgedState_IsToldInOneLine(string part, params string[] arguments)
    {
        Cutqnn run = await Cutqnn.RunAsync(
            ["estimate", _folder.File("half.qasm", Half), "--observable", H2, "--input", "a=0.3", .. arguments]);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(part, run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.TrimEnd().Split('\n'));
    }

    private static async Task<JsonElement> JsonAsync(params string[] arguments)
    {
        Cutqnn run = await Cutqnn.RunAsync([.. arguments, "--json"]);
        Assert.True(run.ExitCode == 0, run.Error);
        return JsonDocument.Parse(run.Output).RootElement;
    }
}
