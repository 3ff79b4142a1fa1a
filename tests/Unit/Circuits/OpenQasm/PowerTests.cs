using CutAwareQnn.Circuits;
using CutAwareQnn.Circuits.OpenQasm;
using Xunit;

namespace CutAwareQnn.Unit.Circuits.OpenQasm;

/// <summary>Powers take the principal branch for every spelling of a gate, and whole ones are exact.</summary>
public sealed class PowerTests
{
    [Theory]
    [InlineData("pow(0.5) @ p(4.0) q[0];", "pow(0.5) @ U(0, 0, 4.0) q[0];")]
    [InlineData("pow(0.5) @ u1(4.0) q[0];", "p(2 - pi) q[0];")]
    [InlineData("pow(-0.5) @ p(4.0) q[0];", "p(pi - 2) q[0];")]
    [InlineData("pow(0.25) @ rx(3*pi) q[0];", "rx(-pi/4) q[0];")]
    [InlineData("pow(0.5) @ ctrl @ p(4.0) q[0], q[1];", "cp(2 - pi) q[0], q[1];")]
    [InlineData("ctrl @ pow(0.5) @ p(4.0) q[0], q[1];", "cp(2 - pi) q[0], q[1];")]
    [InlineData("pow(0.5) @ cp(4.0) q[0], q[1];", "cp(2 - pi) q[0], q[1];")]
    [InlineData("pow(0.5) @ crx(7.0) q[0], q[1];", "crx(3.5 - 2*pi) q[0], q[1];")]
    [InlineData("pow(0.5) @ rzz(7.0) q[0], q[1];", "rzz(3.5 - 2*pi) q[0], q[1];")]
    [InlineData("ctrl @ pow(0.5) @ rz(2*pi) q[0], q[1];", "s q[0];")]
    [InlineData("ctrl @ pow(0.5) @ gphase(4.0) q[0];", "p(2 - pi) q[0];")]
    [InlineData("gate g a { p(4.0) a; } pow(0.5) @ g q[0];", "p(2 - pi) q[0];")]
    [InlineData("gate g a { p(3.0) a; p(1.0) a; } pow(0.5) @ g q[0];", "p(2 - pi) q[0];")]
    [InlineData("gate g(t) a { p(t) a; } pow(0.5) @ g(4.0) q[0];", "p(2 - pi) q[0];")]
    [InlineData("pow(0.5) @ ctrl(2) @ x q[0], q[1], q[2];", "ctrl(2) @ sx q[0], q[1], q[2];")]
    [InlineData("inv @ pow(0.5) @ z q[0];", "sdg q[0];")]
    [InlineData("pow(0.5) @ inv @ z q[0];", "s q[0];")]
    public void AFractionalPower_TakesThePrincipalBranch(string power, string same) =>
        Programs3.AssertSame("qubit[3] q; " + power, "qubit[3] q; " + same);

    [Theory]
    [InlineData("pow(9007199254740993) @ x q[0];", "x q[0];")]
    [InlineData("pow(-9007199254740993) @ s q[0];", "sdg q[0];")]
    [InlineData("pow(9007199254740993) @ p(pi) q[0];", "z q[0];")]
    [InlineData("pow(9007199254740993) @ p(pi/4) q[0];", "t q[0];")]
    [InlineData("pow(1000000000000000000000001) @ t q[0];", "t q[0];")]
    [InlineData("pow(9007199254740993) @ U(pi/2, 0, pi) q[0];", "h q[0];")]
    [InlineData("ctrl @ pow(9007199254740993) @ rx(pi) q[0], q[1];", "crx(pi) q[0], q[1];")]
    [InlineData("ctrl @ pow(9007199254740993) @ gphase(pi/2) q[0];", "s q[0];")]
    [InlineData("pow(100000) @ rz(0.1) q[0];", "rz(10000.0) q[0];")]
    [InlineData("pow(9007199254740995) @ iswap q[0], q[1];", "inv @ iswap q[0], q[1];")]
    public void AWholePower_IsExact(string power, string same) => Programs3.AssertSame("qubit[2] q; " + power, "qubit[2] q; " + same);

    /// <summary>10^9·0.3 by decimal arithmetic of 60 digits: the double 0.3 is 0.299999999999999988897769753748….</summary>
    [Fact]
    public void AMultipleOfAnAngle_IsThatOfItsDouble() => Assert.Equal(
        -4.638285221949359, ((GateInstruction)OpenQasm3Reader.Read("include \"stdgates.inc\"; qubit q; pow(1000000007) @ rx(0.3) q;")
            .Circuit.Instructions[0]).Angles[0].Constant, 1e-12);

    [Fact]
    public void AMatrixToAPowerThatIsNotKnown_IsRefused() => Assert.Contains(
        "not known to ten digits",
        Assert.Throws<OpenQasmException>(
            () => OpenQasm3Reader.Read("include \"stdgates.inc\"; qubit q; pow(1000000000) @ U(0.3, 0.2, 0.1) q;")).Message,
        StringComparison.Ordinal);
}
