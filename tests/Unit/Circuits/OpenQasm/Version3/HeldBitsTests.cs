using CutAwareQnn.Reference;
using Xunit;

namespace CutAwareQnn.Unit.Circuits.OpenQasm;

/// <summary>Variables and bits that keep measured bits.</summary>
public sealed class HeldBitsTests
{
    private const string Measured = "qubit[4] q; bit[3] c; bit d; ry(0.4) q[0]; ry(0.8) q[1]; ry(1.2) q[2]; c = measure q[0:2]; ";

    /// <summary>A switch as Qiskit 2.6 writes it.</summary>
    [Fact]
    public void ASwitchAsQiskitWritesIt_BecomesConditions()
    {
        const string Export = """
            bit[2] c;
            int switch_dummy;
            qubit[3] q;
            h q[0];
            c[0] = measure q[0];
            c[1] = measure q[1];
            switch_dummy = c;
            switch (switch_dummy) {
              case 0 {
                x q[2];
              }
              case 1, 2 {
                rz(0.5) q[2];
              }
              default {
                y q[2];
              }
            }
            switch_dummy = c[0];
            switch (switch_dummy) {
              case 1 {
                z q[2];
              }
            }
            """;
        Assert.Equal(
            [
                "if (c[0,1] == 0) x q[2]", "if (c[0,1] == 1) rz(0.5) q[2]", "if (c[0,1] == 2) rz(0.5) q[2]",
                "if (c[0,1] == 3) y q[2]", "if (c[0] == 1) z q[2]",
            ],
            Programs3.Lines(Export).Skip(3));
        Programs3.AssertSameState(
            Export,
            "bit[2] c; qubit[3] q; h q[0]; c = measure q[0:1]; if (c == 0) x q[2]; if (c == 1) rz(0.5) q[2]; "
            + "if (c == 2) rz(0.5) q[2]; if (c == 3) y q[2]; if (c[0]) z q[2];");
    }

    [Theory]
    [InlineData("int s; s = c; if (s == 5) x q[3];", "if (c[0,1,2] == 5) x q[3]")]
    [InlineData("uint[3] s = c; if (s == 5) x q[3];", "if (c[0,1,2] == 5) x q[3]")]
    [InlineData("int s = c[2]; if (s == 1) x q[3];", "if (c[2] == 1) x q[3]")]
    [InlineData("if (int[4](c) == 1) x q[3];", "if (c[0,1,2] == 1) x q[3]")]
    [InlineData("if (int[3](c) == -3) x q[3];", "if (c[0,1,2] == 5) x q[3]")]
    [InlineData("if (int[3](c) == 5) x q[3]; else y q[3];", "y q[3]")]
    [InlineData("if (int[8](int[3](c)) == -1) x q[3];", "if (c[0,1,2] == 7) x q[3]")]
    [InlineData("bit[3] e = uint[3](c); if (e == 6) x q[3];", "if (c[0,1,2] == 6) x q[3]")]
    [InlineData("bool b = c == 2; x q[2]; if (b) x q[3]; else y q[3];", "x q[2]|if (c[0,1,2] == 2) x q[3]|if (c[0,1,2] != 2) y q[3]")]
    [InlineData("bool b; b = c[0]; b = b && !c[1]; if (b) x q[3];", "if (c[0,1] == 1) x q[3]")]
    [InlineData("bool b = c[0]; b ^= true; if (b) x q[3];", "if (c[0] == 0) x q[3]")]
    [InlineData("bit e = c[1]; if (e) x q[3];", "if (c[1] == 1) x q[3]")]
    [InlineData("d = c[1]; if (d) x q[3];", "if (c[1] == 1) x q[3]")]
    [InlineData("bit[2] e; e[1] = c[0]; e[0] = 1; if (e == 3) x q[3];", "if (c[0] == 1) x q[3]")]
    [InlineData("bit[3] e = c; bit[2] f = e[1:2]; if (f == 1) x q[3];", "if (c[1,2] == 1) x q[3]")]
    [InlineData("d = c[1]; d = measure q[0]; if (d) x q[3];", "measure q[0] -> c[3]|if (c[3] == 1) x q[3]")]
    [InlineData("c = c; if (c == 2) x q[3];", "if (c[0,1,2] == 2) x q[3]")]
    [InlineData("int s = c; s = 4; if (s == 4) x q[3];", "x q[3]")]
    [InlineData("int s = 1; bit[2] e = \"10\"; s = e; e = 0; if (s == 2) x q[3];", "x q[3]")]
    [InlineData("bool b = measure q[3]; if (b) x q[3];", "measure q[3] -> c[4]|if (c[4] == 1) x q[3]")]
    [InlineData("uint[2] s; s = measure q[2:3]; if (s == 2) x q[3];", "measure q[2] -> c[4]|measure q[3] -> c[5]|if (c[4,5] == 2) x q[3]")]
    [InlineData("def f(qubit a, bit[3] e, bool b) { if (e[2] && b) x a; } f(q[3], c, c[0]);", "if (c[0,2] == 3) x q[3]")]
    [InlineData("for int i in [0:1] { int s = c; if (s == 1) x q[3]; c[0] = measure q[0]; }",
        "if (c[0,1,2] == 1) x q[3]|measure q[0] -> c[4]|if (c[1,2,4] == 4) x q[3]|measure q[0] -> c[5]")]
    [InlineData("if (c[0]) { bit e = c[1]; if (e) x q[3]; }", "if (c[0,1] == 3) x q[3]")]
    [InlineData("const int[3] n = \"101\"; if (n == -3) x q[3];", "x q[3]")]
    public void AHeldBit_IsTestedWhereItWasMeasured(string statements, string instructions) =>
        Assert.Equal(instructions.Split('|'), Programs3.Lines(Measured + statements).Skip(6));

    /// <summary>The same with every value of the register written out.</summary>
    [Theory]
    [InlineData("int[3](c) < 0", "4,5,6,7")]
    [InlineData("int[3](c) >= -2", "0,1,2,3,6,7")]
    [InlineData("int[3](c) != -4", "0,1,2,3,5,6,7")]
    [InlineData("int[2](c[0:1]) == int[2](c[1:2])", "0,7")]
    [InlineData("uint[8](c) > 6", "7")]
    public void ASignedNumber_HoldsForTheseValues(string condition, string values)
    {
        int[] hold = [.. values.Split(',').Select(int.Parse)];
        string expected =
            string.Concat(Enumerable.Range(0, 8).Select(v => $"if (c == {v}) {(hold.Contains(v) ? "rx(0.9)" : "ry(0.7)")} q[3]; "));
        Programs3.AssertSameState($"{Measured} bool b = {condition}; if (b) rx(0.9) q[3]; else ry(0.7) q[3];", Measured + expected);
    }

    /// <summary>Values outlive the bits that they were measured into.</summary>
    [Theory]
    [InlineData("int s = c; c[1] = measure q[3]; if (s == 1) x q[3];", "bit e = measure q[3]; if (c == 1) x q[3];")]
    [InlineData("bool b = c == 1; c[1] = 0; if (b) x q[3];", "if (c == 1) x q[3];")]
    [InlineData("d = c[1]; c[1] = measure q[0]; if (d) x q[3];", "if (c[1]) x q[3];")]
    [InlineData("c = c[{1, 0, 2}]; if (c == 1) x q[3];", "if (c == 2) x q[3];")]
    [InlineData(
        "d = c[0]; if (c[1]) d = measure q[2]; if (d) x q[3];",
        "if (c == 2) d = 0; if (c[1]) { if (c[2]) x q[3]; } else { if (c[0]) x q[3]; }")]
    [InlineData("int s = c == 1; if (s == 1) x q[3];", "if (c == 1) x q[3];")]
    [InlineData("float s = c; rx(s / 4) q[3];", "if (c[0]) rx(0.25) q[3]; if (c[1]) rx(0.5) q[3]; if (c[2]) rx(1.0) q[3];")]
    [InlineData("array[int, 1] s = {1}; s[0] = c; if (s[0] == 5) x q[3];", "if (c == 5) x q[3];")]
    [InlineData("int[2] s = c; if (s == -1) x q[3];", "if (c[0] && c[1]) x q[3];")]
    [InlineData("uint[4] s = int[3](c); if (s == 15) x q[3];", "if (c == 7) x q[3];")]
    [InlineData("int s = c; s += 1; if (s == 8) x q[3];", "if (c == 7) x q[3];")]
    [InlineData("if (int[3](c) == c) x q[3];", "if (!c[2]) x q[3];")]
    [InlineData("if (c[0] ^ c[1] ^ c[2]) x q[3];", "if (c[0]) x q[3]; if (c[1]) x q[3]; if (c[2]) x q[3];")]
    [InlineData("if (c >> 1 == 1) x q[3];", "if (c[1] && !c[2]) x q[3];")]
    [InlineData("if (rotr(c, 1) == 4) x q[3];", "if (c == 1) x q[3];")]
    [InlineData("if (c[0]) { c[0] = measure q[3]; x q[3]; }", "if (c[0]) { d = measure q[3]; x q[3]; }")]
    [InlineData(
        "def f(bit[3] e) -> int { if (e[0]) return 1; return 2; } rx(0.3 * f(c)) q[3];", "if (c[0]) rx(0.3) q[3]; else rx(0.6) q[3];")]
    [InlineData("for int i in [0:2] { if (c[i]) break; x q[3]; }", "if (!c[0]) { x q[3]; if (!c[1]) { x q[3]; if (!c[2]) x q[3]; } }")]
    [InlineData("for int i in [0:2] { if (c[i]) continue; x q[3]; }", "if (!c[0]) x q[3]; if (!c[1]) x q[3]; if (!c[2]) x q[3];")]
    [InlineData("if (c[0]) end; x q[3];", "if (!c[0]) x q[3];")]
    [InlineData(
        "int i = 0; while (i < c) { rx(0.1) q[3]; i += 1; }", "if (c[0]) rx(0.1) q[3]; if (c[1]) rx(0.2) q[3]; if (c[2]) rx(0.4) q[3];")]
    [InlineData("angle[3] a = c; rx(a) q[3];", "if (c[0]) rx(pi/4) q[3]; if (c[1]) rx(pi/2) q[3]; if (c[2]) rx(pi) q[3];")]
    [InlineData("for int i in [1:int(c)] rx(0.1) q[3];", "if (c[0]) rx(0.1) q[3]; if (c[1]) rx(0.2) q[3]; if (c[2]) rx(0.4) q[3];")]
    [InlineData("array[float, 2] a = {0.3, 0.7}; rx(a[int(c[1])]) q[3];", "if (c[1]) rx(0.7) q[3]; else rx(0.3) q[3];")]
    public void AValue_OutlivesItsBits(string statements, string expected) => Assert.InRange(
        DenseMatrix.MaxDistance(
            CaseProgram.Density(Programs3.Read(Measured + statements)), CaseProgram.Density(Programs3.Read(Measured + expected))),
        0, 1e-12);

    /// <summary>Statements from line 4 on.</summary>
    [Theory]
    [InlineData("const int s = c;", 4, 15, "constant 's' depends on measured bits; remove const")]
    [InlineData("const bit s = c[0];", 4, 15, "constant 's' depends on measured bits; remove const")]
    [InlineData("bit[2] s = c;", 4, 12, "3 measured bits are given to bit[2]; give 2")]
    [InlineData("gate g a { int s = measure a; }", 4, 16, "is in the body of a gate")]
    public void WhatCannotBeHeld_IsToldWithItsPlace(string statements, int line, int column, params string[] parts) =>
        BadProgram3Tests.AssertError($"{Programs3.Header}{Measured}\n{statements}", line, column, parts);
}
