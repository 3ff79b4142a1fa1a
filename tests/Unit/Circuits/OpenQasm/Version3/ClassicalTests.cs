using CutAwareQnn.Circuits;
using CutAwareQnn.Circuits.OpenQasm;
using Xunit;

namespace CutAwareQnn.Unit.Circuits.OpenQasm;

/// <summary>Expressions, variables, scopes and loops, all worked out while reading.</summary>
public sealed class ClassicalTests
{
    /// <summary>Each expression as the angle of rx, and its value.</summary>
    [Theory]
    [InlineData("2**3**2", 512)]
    [InlineData("-2**2", -4)]
    [InlineData("2**-1", 0.5)]
    [InlineData("(-2)**2", 4)]
    [InlineData("2.0**0.5", 1.4142135623730951)]
    [InlineData("1+2*3", 7)]
    [InlineData("10-4-3", 3)]
    [InlineData("24/4/2", 3)]
    [InlineData("7.0/2", 3.5)]
    [InlineData("7%4", 3)]
    [InlineData("7.5%2", 1.5)]
    [InlineData("1+2<<3", 24)]
    [InlineData("6^3", 5)]
    [InlineData("6|3&5", 7)]
    [InlineData("6&3|8^1", 11)]
    [InlineData("1<<2|1", 5)]
    [InlineData("int(1<2)", 1)]
    [InlineData("int(3==3 && 2>1 || false)", 1)]
    [InlineData("int(!(1!=1))", 1)]
    [InlineData("int(1 < 2 == true)", 1)]
    [InlineData("0x1F", 31)]
    [InlineData("0b1_01", 5)]
    [InlineData("0o17", 15)]
    [InlineData("1_000_000", 1e6)]
    [InlineData("1_0.5_0e1_0", 10.5e10)]
    [InlineData(".5", 0.5)]
    [InlineData("5.", 5)]
    [InlineData("1e-3", 1e-3)]
    [InlineData("π/2", Math.PI / 2)]
    [InlineData("pi/2", Math.PI / 2)]
    [InlineData("τ", 2 * Math.PI)]
    [InlineData("tau/4", Math.PI / 2)]
    [InlineData("euler-ℇ+1", 1)]
    [InlineData("sin(pi/6)", 0.5)]
    [InlineData("cos(0)", 1)]
    [InlineData("tan(pi/4)", 1)]
    [InlineData("arcsin(1)", Math.PI / 2)]
    [InlineData("arccos(0.5)", Math.PI / 3)]
    [InlineData("arctan(1)", Math.PI / 4)]
    [InlineData("exp(log(3.5))", 3.5)]
    [InlineData("sqrt(2)*sqrt(2)", 2)]
    [InlineData("pow(2, 10)", 1024)]
    [InlineData("mod(7, 4)", 3)]
    [InlineData("floor(2.7)", 2)]
    [InlineData("ceiling(2.1)", 3)]
    [InlineData("floor(7/2)", 3)]
    [InlineData("popcount(13)", 3)]
    [InlineData("popcount(\"1101\")", 3)]
    [InlineData("sizeof(q)", 2)]
    [InlineData("int(\"0110\")", 6)]
    [InlineData("int(-2.9)", -2)]
    [InlineData("int[8](\"1000_0000\" == \"10000000\")", 1)]
    [InlineData("angle(\"01\")", Math.PI / 2)]
    [InlineData("float(7)/2", 3.5)]
    [InlineData("-(-3)", 3)]
    [InlineData("--3", 3)]
    [InlineData("int(\"0110\" ^ \"0011\")", 5)]
    [InlineData("int(~\"01\")", 2)]
    [InlineData("uint[4](15)", 15)]
    [InlineData("int(\"0110\" << 2)", 8)]
    [InlineData("int(\"0111\" >> 1)", 3)]
    [InlineData("int(\"0111\" >> 9)", 0)]
    [InlineData("int(rotl(\"1001\", 1))", 3)]
    [InlineData("int(rotr(\"1001\", 1))", 12)]
    [InlineData("int(rotr(\"1001\", -5))", 3)]
    [InlineData("int(rotl(\"1001\", 8))", 9)]
    public void AnExpression_HasItsValue(string expression, double value)
    {
        Circuit circuit = Programs3.Read($"qubit[2] q; rx({expression}) q[0];");
        Assert.Equal(
            value, Assert.IsType<GateInstruction>(circuit.Instructions[0]).Angles[0].Constant, 1e-13 * Math.Max(1, Math.Abs(value)));
    }

    [Theory]
    [InlineData("int i = 2; i += 3; i *= 4; i -= 1; i /= 3; i %= 4; i **= 3; i <<= 1; i >>= 2; i |= 8; i ^= 1; i &= 12;", "i", 12)]
    [InlineData("float a = 1; a += 0.5; a *= 4; a /= 3; a **= 2;", "a", 4)]
    [InlineData("const int n = 3; const float t = pi/n; float u = 2*t;", "u", 2 * Math.PI / 3)]
    [InlineData("const int[64] n = 1e12;", "n", 1e12)]
    [InlineData("uint[4] a = \"1010\"; a += 1;", "a", 11)]
    [InlineData("bit[4] c = \"0110\"; int i = c;", "i", 6)]
    [InlineData("bit[4] c = \"0110\"; c[0] = 1; c[1] = 0; int i = c;", "i", 5)]
    [InlineData("bit[4] c = 9; c ^= \"0011\"; int i = c;", "i", 10)]
    [InlineData("creg c[3]; c = 5; int i = c[0] + c[1] + c[2];", "i", 2)]
    [InlineData("bit[4] c = \"1100\"; int i = c[2:3];", "i", 3)]
    [InlineData("bool b = true; b = !b; int i = b;", "i", 0)]
    [InlineData("array[int, 4] a = {1, 2, 3, 4}; a[-1] = 7; int i = a[0] + a[3];", "i", 8)]
    [InlineData("array[float, 2, 2] a = {{1, 2}, {3, 4}}; a[1, 0] += 0.5; float f = a[1][0] + a[0, 1];", "f", 5.5)]
    [InlineData("array[int, 5] a = {1, 2, 3, 4, 5}; int s = 0; for int i in a[1:2:4] { s += i; }", "s", 6)]
    [InlineData("array[int, 2] a = {1, 2}; array[int, 4] b = a ++ a; int s = sizeof(b) + b[2];", "s", 5)]
    [InlineData("int s = 0; for int i in [0:2:5] { s += i; }", "s", 6)]
    [InlineData("int s = 0; for int i in [5:-2:0] { s += i; }", "s", 9)]
    [InlineData("int s = 0; for uint i in {1, 4, 9} s += i;", "s", 14)]
    [InlineData("int s = 7; for int i in [3:1] { s += i; }", "s", 7)]
    [InlineData("int s = 0; bit[3] c = \"110\"; for bit b in c { s = 2*s + b; }", "s", 3)]
    [InlineData("float s = 0; for float f in {0.5, 1.25} { s += f; }", "s", 1.75)]
    [InlineData("int i = 0; int n = 0; while (i < 10 && n < 4) { i += 3; n += 1; }", "i", 12)]
    [InlineData("int i = 1; if (i == 1) i = 5; else i = 6;", "i", 5)]
    [InlineData("int i = 2; if (i == 1) { i = 5; } else if (i == 2) { i = 6; } else { i = 7; }", "i", 6)]
    [InlineData("int i = 2; switch (i) { case 0, 2 { i = 8; } case 1 { i = 9; } default { i = 0; } }", "i", 8)]
    [InlineData("int i = 5; switch (i) { case 0 { i = 8; } default { i = 0; } }", "i", 0)]
    [InlineData("int i = 2; { int i = 3; i += 1; } i += 10;", "i", 12)]
    [InlineData("int i = 2; { i = 3; }", "i", 3)]
    [InlineData("int i = 4; for int i in [0:2] { i += 100; }", "i", 4)]
    [InlineData("int ii = 100; { ii *= 2; int ii = 1; ii *= 2; } ii *= 2;", "ii", 400)]
    [InlineData("int x = 1; float h = 2; int p = 3; int s = x + p;", "s", 4)]
    [InlineData("const float θ_1 = 0.5; const float _φ = 2*θ_1;", "_φ", 1)]
    [InlineData("float 𝜃 = 0.25;", "𝜃", 0.25)]
    [InlineData("pragma anything { at ; all\nint i = 3;", "i", 3)]
    [InlineData("#pragma again\n@note [of; some kind\nint i = 3;", "i", 3)]
    [InlineData("int i = 3; // comment\n /* more\n */ i += /* inner */ 1;", "i", 4)]
    [InlineData("{ int j = 1; } int j = 2;", "j", 2)]
    public void AVariable_HasItsLastValue(string statements, string name, double value)
    {
        Circuit circuit = Programs3.Read($"qubit[2] q; {statements} rx({name}) q[0];");
        Assert.Equal(
            value, Assert.IsType<GateInstruction>(circuit.Instructions[0]).Angles[0].Constant, 1e-13 * Math.Max(1, Math.Abs(value)));
    }

    [Fact]
    public void ALoop_RepeatsGates() => Assert.Equal(
        ["h q[0]", "rx(0) q[0]", "cx q[0],q[1]", "rx(0.4) q[1]", "cx q[1],q[2]"],
        Programs3.Lines("qubit[3] q; h q[0]; for int i in [0:1] { rx(0.4*i) q[i]; cx q[i], q[i+1]; }"));

    [Fact]
    public void LoopsInLoops_Repeat() => Assert.Equal(
        ["cz q[0],q[1]", "cz q[0],q[2]", "cz q[1],q[2]"],
        Programs3.Lines("qubit[3] q; for int i in [0:2] { for int j in [i+1:2] cz q[i], q[j]; }"));

    [Fact]
    public void AKnownBranch_IsChosen() => Assert.Equal(
        ["x q[0]", "z q[0]"],
        Programs3.Lines("qubit[1] q; bit c = 0; if (!c) x q[0]; else y q[0]; c = 1; if (c == 1) { z q[0]; }"));

    [Fact]
    public void Inputs_AreFeaturesAndWeightsByTheirNames()
    {
        OpenQasmProgram program = Programs3.ReadWhole("""
            OPENQASM 3;
            input float[64] θ; input angle x; input float _x_1_; input float xs; input float w_0;
            input array[float[64], 2] x_2; input array[angle, 2] t;
            qubit q;
            U(2*x + θ, _x_1_**2, sin(w_0)/3) q;
            U(x_2[1], t[0], xs) q;
            """);
        Assert.Equal(["x", "_x_1_", "x_2[0]", "x_2[1]"], program.FeatureNames);
        Assert.Equal(["θ", "xs", "w_0", "t[0]", "t[1]"], program.WeightNames);
        Assert.Equal((4, 5), (program.Circuit.FeatureCount, program.Circuit.WeightCount));
        var first = (GateInstruction)program.Circuit.Instructions[0];
        Assert.Equal(
            [
                2 * Angle.Feature(0) + Angle.Weight(0),
                Angle.Feature(1) * Angle.Feature(1),
                Angle.Apply(AngleFunction.Sin, Angle.Weight(2)) / 3,
            ],
            first.Angles);
        var second = (GateInstruction)program.Circuit.Instructions[1];
        Assert.Equal([Angle.Feature(3), Angle.Weight(3), Angle.Weight(1)], second.Angles);
    }

    [Fact]
    public void Inputs_ThatAreChosen_AreTheFeatures()
    {
        const string Text = "input float a; input float x_0; input array[float, 2] b; qubit q; rx(a*x_0 + b[1]) q;";
        OpenQasmProgram program = OpenQasmReader.Read("include \"stdgates.inc\"; " + Text, "file", ["b", "a"]);
        Assert.Equal(["a", "b[0]", "b[1]"], program.FeatureNames);
        Assert.Equal(["x_0"], program.WeightNames);
        program = OpenQasm3Reader.Read("include \"stdgates.inc\"; " + Text, "file", ["b[1]"]);
        Assert.Equal(["b[1]"], program.FeatureNames);
        Assert.Equal(["a", "x_0", "b[0]"], program.WeightNames);
        Assert.Empty(OpenQasm3Reader.Read("include \"stdgates.inc\"; " + Text, "file", []).FeatureNames);
        var error = Assert.Throws<OpenQasmException>(() => OpenQasm3Reader.Read("include \"stdgates.inc\"; " + Text, "file", ["y"]));
        Assert.Equal("file:1:1: feature 'y' is no input of the program; name some of a, x_0, b[0], b[1]", error.Message);
    }

    [Fact]
    public void InputsInLoopsAndVariables_StaySymbols()
    {
        var gate = (GateInstruction)Programs3.Read("""
            input float x; input float w;
            qubit q;
            float t = 0;
            for int i in [1:3] { t += x**i / i; }
            const float u = t*w;
            rx(u) q;
            """).Instructions[0];
        Angle x = Angle.Feature(0);
        Assert.Equal((x + (x * x / 2) + (x * x * x / 3)) * Angle.Weight(0), gate.Angles[0]);
    }
}
