using System.Numerics;
using System.Text.RegularExpressions;
using CutAwareQnn.Circuits;
using CutAwareQnn.Circuits.OpenQasm;
using CutAwareQnn.Reference;
using Xunit;

namespace CutAwareQnn.Unit.Circuits.OpenQasm;

/// <summary>Portable programs use few words and mean the same.</summary>
public sealed class PortableWriterTests
{
    /// <summary>Some dozens of products of entries of size 1.</summary>
    private const double Exact = 1e-11;

    private static readonly Regex Statement = new(
        @"^(OPENQASM [23]\.0;|include ""(qelib1|stdgates)\.inc"";|(qreg|creg) [qc]\d*\[\d+\];|(qubit|bit)\[\d+\] [qc]\d*;|"
        + @"input float\[64\] \w+;"
        + @"|(h|cx) q\[\d+\](,q\[\d+\])?;|(rx|ry|rz|u1)\([\w.*+ -]+\) q\[\d+\];)$");

    public static TheoryData<string> Names => [.. Gates.All.Select(g => g.Name), "unitary 1", "unitary 2"];

    [Theory]
    [MemberData(nameof(Names))]
    public void EveryGate_IsTheSameUnitaryInBothVersions(string name)
    {
        double[] angles = [0.7, -1.3, 2.9e-6, 1234.5];
        Gate gate = name switch
        {
            "unitary 1" => Gate.Unitary(new(0, Complex.ImaginaryOne, 1, 0)),
            "unitary 2" => Gate.Unitary(ComplexMatrix.Create(4, (r, c) => 0.5 * Complex.Pow(Complex.ImaginaryOne, r * c))),
            _ => Gates.Find(name)!,
        };
        Circuit circuit = new CircuitBuilder(3)
            .Add(gate, [.. angles.Take(gate.ParameterCount).Select(Angle.FromDouble)], [.. new[] { 2, 0, 1 }.Take(gate.QubitCount)])
            .Build();
        string two = OpenQasm2Writer.WritePortable(circuit);
        string three = OpenQasm3Writer.WritePortable(new(circuit, EquatableArray<string>.Empty, EquatableArray<string>.Empty));
        AssertPlain(two);
        AssertPlain(three);
        Complex[,] expected = Programs3.Unitary(circuit);
        Assert.InRange(DenseMatrix.MaxDistanceUpToPhase(expected, Programs3.Unitary(OpenQasm2Reader.Read(two))), 0, Exact);
        Assert.InRange(DenseMatrix.MaxDistanceUpToPhase(expected, Programs3.Unitary(OpenQasm3Reader.Read(three).Circuit)), 0, Exact);
    }

    [Fact]
    public void Inputs_AreSingleNumbersWithPaddedIndices_AndAnglesAreMultipliedOut()
    {
        Circuit circuit = new CircuitBuilder(1)
            .Reserve(2, 12)
            .Add(Gates.RX, 2 * (Angle.Feature(0) - 1) * (Angle.Feature(1) + Angle.Weight(11)), 0)
            .Build();
        var program = new OpenQasmProgram(
            circuit, EquatableArray<string>.Of("_x_0_", "θ"), Enumerable.Range(0, 12).Select(i => $"w[{i}]").ToEquatableArray());
        string text = OpenQasm3Writer.WritePortable(program);
        AssertPlain(text);
        Assert.Contains("input float[64] x_0;\ninput float[64] theta;\ninput float[64] w_00;\n", text, StringComparison.Ordinal);
        Assert.Contains("rx(-2.0*theta + 2.0*theta*x_0 - 2.0*w_11 + 2.0*w_11*x_0) q[0];", text, StringComparison.Ordinal);
        Assert.Equal("w_11", OpenQasm3Writer.WrittenInputs(program, isPortable: true)[13]);
    }

    [Fact]
    public void BitsThatNothingMeasures_AreLeftOut()
    {
        Circuit circuit = OpenQasm2Reader.Read(
            "OPENQASM 2.0; include \"qelib1.inc\"; qreg q[2]; creg a[2]; creg b[2]; measure q[0] -> a[1]; measure q[1] -> b[0]; "
            + "if (a == 2) x q[0]; if (a == 1) y q[0]; if (b == 1) z q[1];");
        string text = OpenQasm2Writer.WritePortable(circuit);
        Assert.Contains("creg c0[1];\ncreg c1[1];\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("ry(", text, StringComparison.Ordinal);
        Assert.InRange(DenseMatrix.MaxDistance(Programs3.Density(circuit), Programs3.Density(OpenQasm2Reader.Read(text))), 0, Exact);
    }

    [Theory]
    [InlineData(1e-7, "0.0000001")]
    [InlineData(-2.5e-5, "-0.000025")]
    [InlineData(12, "12.0")]
    [InlineData(1e-30, "0.0")]
    public void Numbers_HaveNoExponent(double angle, string text) => Assert.Contains(
        $"rx({text}) q[0];",
        OpenQasm2Writer.WritePortable(new CircuitBuilder(1).Add(Gates.RX, angle, 0).Build()),
        StringComparison.Ordinal);

    [Fact]
    public void AnAngleThatIsNoPolynomial_IsRefused()
    {
        Circuit circuit = new CircuitBuilder(1).Add(Gates.RX, Angle.Apply(AngleFunction.Sin, Angle.Feature(0)), 0).Build();
        Assert.Contains("bind its inputs", Assert.Throws<CircuitException>(() => OpenQasm3Writer.WritePortable(
            new(circuit, EquatableArray<string>.Of("x"), EquatableArray<string>.Empty))).Message, StringComparison.Ordinal);
    }

    private static void AssertPlain(string text) =>
        Assert.All(text.Split('\n', StringSplitOptions.RemoveEmptyEntries), line => Assert.Matches(Statement, line));
}
