using CutAwareQnn.Circuits;
using CutAwareQnn.Circuits.OpenQasm;
using Xunit;

namespace CutAwareQnn.Unit.Circuits.OpenQasm;

/// <summary>What each statement of the language becomes.</summary>
public sealed class StatementTests
{
    [Fact]
    public void Registers_FollowEachOtherInOrderOfDeclaration()
    {
        Circuit circuit = Programs.Read("qreg a[2]; creg c[1]; x a[1]; qreg b[3]; creg d[2]; x b[0]; measure b[2] -> d[1];");
        Assert.Equal((5, 3), (circuit.QubitCount, circuit.BitCount));
        Assert.Equal("x q[1]\nx q[2]\nmeasure q[4] -> c[2]", string.Join("\n", circuit.Instructions));
    }

    [Theory]
    [InlineData("h a;", "h q[0]", "h q[1]", "h q[2]")]
    [InlineData("cx a,b;", "cx q[0],q[3]", "cx q[1],q[4]", "cx q[2],q[5]")]
    [InlineData("cx a[1],b;", "cx q[1],q[3]", "cx q[1],q[4]", "cx q[1],q[5]")]
    [InlineData("cx a,b[0];", "cx q[0],q[3]", "cx q[1],q[3]", "cx q[2],q[3]")]
    [InlineData("ccx a,w[0],b;", "ccx q[0],q[6],q[3]", "ccx q[1],q[6],q[4]", "ccx q[2],q[6],q[5]")]
    [InlineData("rx(pi) a;", "rx(3.141592653589793) q[0]", "rx(3.141592653589793) q[1]", "rx(3.141592653589793) q[2]")]
    [InlineData("reset a;", "reset q[0]", "reset q[1]", "reset q[2]")]
    [InlineData("measure b -> c;", "measure q[3] -> c[0]", "measure q[4] -> c[1]", "measure q[5] -> c[2]")]
    [InlineData("barrier a,w[1];", "barrier q[0],q[1],q[2],q[7]")]
    [InlineData("if(c==2) h a;", "if (c[0,1,2] == 2) h q[0]", "if (c[0,1,2] == 2) h q[1]", "if (c[0,1,2] == 2) h q[2]")]
    public void AStatementOnRegisters_RepeatsOverThem(string statement, params string[] expected) =>
        Assert.Equal(expected, Programs.Lines("qreg a[3]; qreg b[3]; qreg w[2]; creg c[3]; " + statement));

    [Fact]
    public void AConditional_HoldsForEachInstructionOfItsGate()
    {
        Circuit circuit = Programs.Read("""
            qreg q[2]; creg a[1]; creg c[2];
            gate pair x,y { h x; cx x,y; }
            if (c == 3) pair q[0],q[1];
            if(c==0) measure q[0] -> c[1];
            if(a==1) reset q[1];
            x q[0];
            """);
        Assert.Equal(
            "if (c[1,2] == 3) h q[0]\nif (c[1,2] == 3) cx q[0],q[1]\nif (c[1,2] == 0) measure q[0] -> c[2]\n"
            + "if (c[0] == 1) reset q[1]\nx q[0]",
            string.Join("\n", circuit.Instructions));
    }

    [Fact]
    public void AGate_TakesItsParametersIntoNestedGates()
    {
        string[] lines = Programs.Lines("""
            gate inner(a,b) x, y { rz(a-b) x; barrier x,y; rx(-a^2/4) y; }
            gate outer(t) x, y, z { inner(t, 2*t) y, x; U(0, sin(t)*0, t) z; barrier z; }
            gate nothing x { }
            gate nothing2() x { nothing x; nothing x; }
            qreg q[3];
            outer(2) q[2],q[0],q[1];
            nothing2() q;
            """);
        Assert.Equal(["rz(-2) q[0]", "barrier q[0],q[2]", "rx(-1) q[2]", "u(0,0,2) q[1]", "barrier q[1]"], lines);
    }

    [Fact]
    public void AnOpaqueGate_MayBeDeclared() => Assert.Equal(["x q[0]"], Programs.Lines("opaque magic(a,b) x,y; qreg q[1]; x q[0];"));

    [Theory]
    [InlineData("1", 1)]
    [InlineData("1.5", 1.5)]
    [InlineData(".5", 0.5)]
    [InlineData("2.", 2)]
    [InlineData("1e-3", 1e-3)]
    [InlineData("1.25E+2", 125)]
    [InlineData("3.141592653589793", Math.PI)]
    [InlineData("0.1234567890123456789", 0.1234567890123456789)]
    [InlineData("123456789012345678901234567890", 123456789012345678901234567890.0)]
    [InlineData("1e-400", 0)]
    [InlineData("4.9e-324", 4.9e-324)]
    [InlineData("pi", Math.PI)]
    [InlineData("-pi/2", -Math.PI / 2)]
    [InlineData("3*pi/4", 3 * Math.PI / 4)]
    [InlineData("1-2-3", -4)]
    [InlineData("8/4/2", 1)]
    [InlineData("2+3*4", 14)]
    [InlineData("(2+3)*4", 20)]
    [InlineData("-2^2", -4)]
    [InlineData("2^-1", 0.5)]
    [InlineData("2^3^2", 512)]
    [InlineData("(-2)^3", -8)]
    [InlineData("0^0", 1)]
    [InlineData("--+2", 2)]
    [InlineData("2*-3", -6)]
    [InlineData("sqrt(16)", 4)]
    [InlineData("4^0.5", 2)]
    [InlineData("sin(0)+cos(0)", 1)]
    [InlineData("tan(0)", 0)]
    [InlineData("exp(0)", 1)]
    [InlineData("ln(1)", 0)]
    [InlineData("sin(pi/2)", 1)]
    [InlineData("ln(exp(1.5))", 1.5)]
    public void AnExpression_HasItsValue(string expression, double expected)
    {
        var constant = (GateInstruction)Programs.Read($"qreg q[1]; rx({expression}) q[0];").Instructions[0];
        Assert.Equal(expected, constant.Angles[0].Constant, 1e-15 * Math.Abs(expected));
        var inGate = (GateInstruction)Programs.Read($"gate g(unused) a {{ rx({expression}) a; }} qreg q[1]; g(1) q[0];").Instructions[0];
        Assert.Equal(constant, inGate);
    }

    [Fact]
    public void CommentsBlanksAndLineEnds_MeanNothing()
    {
        Circuit circuit = Programs.ReadWhole(
            "\uFEFF// before\r\nOPENQASM 2.0 ; // version\rinclude\t\"qelib1.inc\";include \"qelib1.inc\";qreg\nq [ 2 ] ;// no qubits\n"
            + "cx\nq [0] , q\n[1]\n;//end");
        Assert.Equal("cx q[0],q[1]", string.Join("\n", circuit.Instructions));
    }

    [Fact]
    public void WithoutTheInclude_TheLanguagesOwnGatesAreThere()
    {
        Circuit circuit = Programs.ReadWhole("OPENQASM 2.0; qreg q[2]; U(0,0,pi) q[0]; CX q[0],q[1];");
        Assert.Equal("u(0,0,3.141592653589793) q[0]\ncx q[0],q[1]", string.Join("\n", circuit.Instructions));
    }

    [Fact]
    public void TheFileName_StandsBeforeTheMessage()
    {
        var error = Assert.Throws<OpenQasmException>(() => OpenQasm2Reader.Read("OPENQASM 2.0;\n  x q;", "bell.qasm"));
        Assert.Equal(("bell.qasm", 2, 3), (error.File, error.Line, error.Column));
        Assert.StartsWith("bell.qasm:2:3: gate 'x' is not declared; ", error.Message, StringComparison.Ordinal);
    }
}
