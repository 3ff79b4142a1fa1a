using CutAwareQnn.Circuits.OpenQasm;
using CutAwareQnn.Reference;
using Xunit;

namespace CutAwareQnn.Unit.Circuits.OpenQasm;

/// <summary>Version 2 as exporters write it beyond the paper.</summary>
public sealed class Version2DialectTests
{
    [Theory]
    [InlineData("qreg q[1]; gphase(0.4) q[0]; gphase(pi); x q[0];", "x q[0]")]
    [InlineData("gate g a { gphase(pi/2) a; h a; } qreg q[1]; g q[0];", "h q[0]")]
    [InlineData("opaque delay_12(t) a; gate g a { delay_12(3) a; x a; } qreg q[1]; delay_12(50) q[0]; g q[0];", "x q[0]")]
    [InlineData("opaque rxx(t) a,b; qreg q[2]; rxx(0.5) q[0],q[1];", "rxx(0.5) q[0],q[1]")]
    [InlineData("qreg q[1]; creg c[70]; if(c==1180591620717411303423) x q[0];", "if (c[" + All70 + "] == 1180591620717411303423) x q[0]")]
    [InlineData("qreg q[1]; creg c[2]; if(c[1]==0) x q[0];", "if (c[1] == 0) x q[0]")]
    [InlineData("gate start(a,b) q { reset q; x q; } qreg q[1]; start(0.6,0.8j) q[0];", "reset q[0]|x q[0]")]
    public void AnExportersStatement_IsRead(string statements, string instructions) =>
        Assert.Equal(instructions.Split('|'), Programs.Lines(statements));

    [Theory]
    [InlineData("include \"hqslib1.inc\"; qreg q[2]; RZZ(0.3*pi) q[0],q[1];", 2, 1)]
    [InlineData("include \"qelib1.inc\"; qreg q[1]; rx(1/2) q[0];", 2, 1)]
    [InlineData("qreg q[1]; U(0,0,0) q[0];", 2, 1)]
    [InlineData("include \"qelib1.inc\"; qubit[2] q; h q;", 3, 2)]
    [InlineData("include \"qelib1.inc\"; qreg q[2]; ctrl @ x q[0], q[1];", 3, 1)]
    [InlineData("qubit q; h q;", 3, 1)]
    public void AFileWithoutItsVersion_IsReadByTheVersionThatItUses(string text, int version, int count)
    {
        OpenQasmProgram program = OpenQasmReader.Read(text);
        Assert.Equal(version, program.Version);
        Assert.Equal(count, program.Circuit.Instructions.Count);
    }

    /// <summary>Each gate of a vendor, by gates of the table.</summary>
    [Theory]
    [InlineData("si q[0]; ti q[0]; v q[0]; vi q[1]; i q[1];", "sdg q[0]; tdg q[0]; sx q[0]; sxdg q[1];")]
    [InlineData("phaseshift(0.3) q[0]; cphaseshift(0.4) q[0],q[1];", "p(0.3) q[0]; cp(0.4) q[0],q[1];")]
    [InlineData("xx(0.3) q[0],q[1]; yy(0.4) q[0],q[1]; zz(0.5) q[0],q[1];", "rxx(0.3) q[0],q[1]; ryy(0.4) q[0],q[1]; rzz(0.5) q[0],q[1];")]
    [InlineData("U1q(0.3,0.2) q[0]; ZZ q[0],q[1];", "u(0.3,0.2-pi/2,pi/2-0.2) q[0]; rzz(pi/2) q[0],q[1];")]
    [InlineData("gpi2(0.2) q[0]; gpi(0.2) q[1];", "u(pi/2,0.2-pi/2,pi/2-0.2) q[0]; u(pi,0.2-pi/2,pi/2-0.2) q[1];")]
    [InlineData("ms(0,0,0.4) q[0],q[1]; fswap q[0],q[1];", "rxx(0.4) q[0],q[1]; swap q[0],q[1]; cz q[0],q[1];")]
    [InlineData("xy(0.4) q[0],q[1]; iswapdg q[0],q[1];", "xx_plus_yy(-0.4,0) q[0],q[1]; xx_plus_yy(pi,0) q[0],q[1];")]
    [InlineData("pswap(0.4) q[0],q[1];", "swap q[0],q[1]; rzz(0.4) q[0],q[1];")]
    [InlineData(
        "cphaseshift01(0.4) q[0],q[1]; csxdg q[0],q[1];",
        "x q[0]; cp(0.4) q[0],q[1]; x q[0]; csx q[0],q[1]; csx q[0],q[1]; csx q[0],q[1];")]
    public void AVendorsGate_IsRead(string vendor, string table) => Assert.InRange(
        DenseMatrix.MaxDistanceUpToPhase(
            Programs3.Unitary(Programs.Read("qreg q[2]; " + table)), Programs3.Unitary(Programs.Read("qreg q[2]; " + vendor))),
        0, 1e-12);

    [Theory]
    [InlineData("opaque g(t) a; qreg q[1];\ng(0.1) q[0];", 4, "'g' is opaque")]
    [InlineData("qreg q[1];\nrx(0.8j) q[0];", 4, "angle 1 of 'rx' not finite")]
    public void WhatHasNoMeaning_IsRefused(string statements, int line, string part)
    {
        OpenQasmException error = Assert.Throws<OpenQasmException>(() => Programs.Read(statements));
        Assert.Equal(line, error.Line);
        Assert.Contains(part, error.Message, StringComparison.Ordinal);
    }

    private const string All70 =
        "0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28,29,30,31,32,33,34,35,36,37,38,39,"
        + "40,41,42,43,44,45,46,47,48,49,50,51,52,53,54,55,56,57,58,59,60,61,62,63,64,65,66,67,68,69";
}
