using System.Text.Json;
using Xunit;

namespace CutAwareQnn.EndToEnd;

/// <summary>Programs with inputs, from the file to the estimate and to another version.</summary>
public sealed class InputTests : IDisposable
{
    private const string Program = """
        OPENQASM 3.0;
        include "stdgates.inc";
        input float[64] x_0;
        input float[64] x_1;
        input angle θ;
        qubit[3] q;
        for int i in [0:2] { h q[i]; }
        p(2*x_0) q[0];
        p(2*(pi - x_0)*(pi - x_1)) q[1];
        cx q[0], q[1];
        ctrl @ ry(θ/3) q[1], q[2];
        rx(-x_0**2) q[1];
        """;

    private static readonly string[] Values = ["--input", "x_0=0.3", "--input", "x_1=-0.7", "--input", "θ=1.2"];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Estimate_WithInputs_IsTheEstimateOfTheBoundProgram()
    {
        string source = _folder.File("in.qasm", Program), bound = _folder.File("bound.qasm");
        Cutqnn converted = await Cutqnn.RunAsync(["convert", source, bound, "--to", "2", .. Values]);
        Assert.Equal(0, converted.ExitCode);
        double expected = (await JsonAsync("estimate", bound, "--observable", "ZZX")).GetProperty("value").GetDouble();
        double value = (await JsonAsync(["estimate", source, "--observable", "ZZX", "--partition", "AAB", .. Values]))
            .GetProperty("value").GetDouble();
        Assert.Equal(expected, value, 1e-12);
        Assert.True(Math.Abs(value) > 0.01);
    }

    [Fact]
    public async Task Gradient_ByName_IsTheDifferenceQuotient()
    {
        string file = _folder.File("in.qasm", Program);
        JsonElement document = await JsonAsync(["estimate", file, "--observable", "ZZX", "--partition", "AAB", "--gradient", .. Values]);
        foreach ((string group, string name)
            in new[] { ("gradient_features", "x_0"), ("gradient_features", "x_1"), ("gradient_weights", "θ") })
        {
            JsonElement derivative = document.GetProperty(group).GetProperty(name);
            double difference = (await ValueAsync(file, name, 1e-4) - await ValueAsync(file, name, -1e-4)) / 2e-4;
            Assert.Equal(difference, derivative.GetProperty("value").GetDouble(), 1e-6);
            Assert.Equal(0, derivative.GetProperty("standard_error").GetDouble());
        }

        Assert.Equal(2, document.GetProperty("gradient_features").EnumerateObject().Count());
        Assert.Single(document.GetProperty("gradient_weights").EnumerateObject());
    }

    [Fact]
    public async Task Gradient_WithShots_LiesWithinItsErrors()
    {
        string file = _folder.File("in.qasm", Program);
        string[] arguments = ["estimate", file, "--observable", "ZZX", "--partition", "AAB", "--gradient", .. Values];
        JsonElement exact = await JsonAsync(arguments);
        JsonElement sampled = await JsonAsync([.. arguments, "--shots", "4000", "--seed", "7"]);
        JsonElement derivative = sampled.GetProperty("gradient_features").GetProperty("x_0");
        double error = derivative.GetProperty("standard_error").GetDouble();
        Assert.InRange(error, 1e-4, 0.1);

        // Five standard errors: a false alarm in two million seeds, and the seed is fixed.
        Assert.InRange(
            derivative.GetProperty("value").GetDouble() - exact.GetProperty("gradient_features").GetProperty("x_0")
                .GetProperty("value").GetDouble(),
            -5 * error,
            5 * error);
        Assert.True(sampled.GetProperty("circuits_run").GetInt64() > exact.GetProperty("circuits_unique").GetInt64());
    }

    [Fact]
    public async Task Values_MayBeExpressions()
    {
        string file = _folder.File("in.qasm", Program);
        string[] written = ["--input", "x_0=pi/2", "--input", "x_1=-2*sqrt(0.25)", "--input", "θ=cos(0)^2"];
        string[] plain = ["--input", $"x_0={Math.PI / 2:R}", "--input", "x_1=-1", "--input", "θ=1"];
        JsonElement expected = await JsonAsync(["estimate", file, "--observable", "ZZX", .. plain]);
        JsonElement found = await JsonAsync(["estimate", file, "--observable", "ZZX", .. written]);
        Assert.Equal(expected.GetProperty("value").GetRawText(), found.GetProperty("value").GetRawText());
    }

    [Fact]
    public async Task Features_GivenByName_OverrideTheRule()
    {
        string file = _folder.File("in.qasm", Program);
        JsonElement document = await JsonAsync("info", file, "--features", "θ");
        Assert.Equal(["θ"], document.GetProperty("feature_names").EnumerateArray().Select(n => n.GetString()!));
        Assert.Equal(["x_0", "x_1"], document.GetProperty("weight_names").EnumerateArray().Select(n => n.GetString()!));
    }

    [Fact]
    public async Task Convert_WithoutAVersion_WritesTheOther()
    {
        string two = _folder.File("two.qasm", "OPENQASM 2.0;\ninclude \"qelib1.inc\";\nqreg q[2];\nh q;\ncx q[0],q[1];\n");
        string three = _folder.File("three.qasm"), back = _folder.File("back.qasm");
        Assert.Equal(0, (await Cutqnn.RunAsync("convert", two, three)).ExitCode);
        Assert.StartsWith("OPENQASM 3.0;", await File.ReadAllTextAsync(three), StringComparison.Ordinal);
        Assert.Equal(0, (await Cutqnn.RunAsync("convert", three, back)).ExitCode);
        Assert.Equal(
            "OPENQASM 2.0;\ninclude \"qelib1.inc\";\nqreg q[2];\nh q[0];\nh q[1];\ncx q[0],q[1];\n", await File.ReadAllTextAsync(back));
    }

    [Theory]
    [InlineData("input 'θ' of in.qasm has no value; give --input θ=VALUE", "--input", "x_0=1", "--input", "x_1=1")]
    [InlineData("--input 'y=1' names no input of in.qasm; it has x_0, x_1, θ", "--input", "y=1")]
    [InlineData("--input 'x_0' is not NAME=VALUE with a finite number of radians; write it as x_0=0.5 or x_0=pi/2", "--input", "x_0")]
    [InlineData(
        "--input 'x_0=inf' is not NAME=VALUE with a finite number of radians; write it as x_0=0.5 or x_0=pi/2", "--input", "x_0=inf")]
    [InlineData(
        "--input 'x_0=0,5' is not NAME=VALUE with a finite number of radians; write it as x_0=0.5 or x_0=pi/2", "--input", "x_0=0,5")]
    [InlineData("--input gives 'x_0' two values; give one", "--input", "x_0=1", "--input", "x_0=2")]
    public async Task Inputs_ThatDoNotFit_AreToldInOneLine(string message, params string[] arguments)
    {
        Cutqnn run = await Cutqnn.RunAsync(["estimate", _folder.File("in.qasm", Program), "--observable", "ZZX", .. arguments]);
        Assert.Equal(2, run.ExitCode);
        Assert.Equal($"cutqnn: {message}{Environment.NewLine}", run.Error);
    }

    [Fact]
    public async Task Convert_OverItsSource_OrToAnUnknownVersion_IsRefused()
    {
        string file = _folder.File("in.qasm", Program);
        Assert.Equal(2, (await Cutqnn.RunAsync("convert", file, file, "--to", "3")).ExitCode);
        Cutqnn unknown = await Cutqnn.RunAsync("convert", file, _folder.File("out.qasm"), "--to", "4");
        Assert.Equal(2, unknown.ExitCode);
        Assert.Contains("from 2 to 3", unknown.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(_folder.File("out.qasm")));
    }

    private static async Task<double> ValueAsync(string file, string name, double shift)
    {
        string[] shifted = [.. Values.Select(v => v.StartsWith(name + "=", StringComparison.Ordinal)
            ? string.Create(
                System.Globalization.CultureInfo.InvariantCulture,
                $"{name}={double.Parse(v[(name.Length + 1)..], System.Globalization.CultureInfo.InvariantCulture) + shift:R}")
            : v)];
        return (await JsonAsync(["estimate", file, "--observable", "ZZX", .. shifted])).GetProperty("value").GetDouble();
    }

    private static async Task<JsonElement> JsonAsync(params string[] arguments)
    {
        Cutqnn run = await Cutqnn.RunAsync([.. arguments, "--json"]);
        Assert.True(run.ExitCode == 0, run.Error);
        return JsonDocument.Parse(run.Output).RootElement;
    }
}
