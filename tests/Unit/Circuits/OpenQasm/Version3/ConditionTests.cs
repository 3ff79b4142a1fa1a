using Xunit;

namespace CutAwareQnn.Unit.Circuits.OpenQasm;

/// <summary>Branches on measured bits, as conditions of instructions.</summary>
public sealed class ConditionTests
{
    private const string Measured = "qubit[4] q; bit[3] c; bit d; ry(0.4) q[0]; ry(0.8) q[1]; ry(1.2) q[2]; c = measure q[0:2]; ";

    [Theory]
    [InlineData("if (c == 2) x q[3];", "if (c[0,1,2] == 2) x q[3]")]
    [InlineData("if (c == \"010\") { x q[3]; y q[3]; }", "if (c[0,1,2] == 2) x q[3]|if (c[0,1,2] == 2) y q[3]")]
    [InlineData("if (c[1]) x q[3];", "if (c[1] == 1) x q[3]")]
    [InlineData("if (!c[1]) x q[3];", "if (c[1] == 0) x q[3]")]
    [InlineData("if (c[1] == 0) x q[3];", "if (c[1] == 0) x q[3]")]
    [InlineData("if (c[1] == true) x q[3];", "if (c[1] == 1) x q[3]")]
    [InlineData("if (c[1] != 0) x q[3];", "if (c[1] == 1) x q[3]")]
    [InlineData("if (c[1:2] == 2) x q[3];", "if (c[1,2] == 2) x q[3]")]
    [InlineData("if (c != 2) x q[3];", "if (c[0,1,2] != 2) x q[3]")]
    [InlineData("if (c) x q[3];", "if (c[0,1,2] != 0) x q[3]")]
    [InlineData("if (c == 8) x q[3]; else y q[3];", "y q[3]")]
    [InlineData("if (c < 8) x q[3];", "x q[3]")]
    [InlineData("if (c[0] && !c[2]) x q[3];", "if (c[0,2] == 1) x q[3]")]
    [InlineData("if (c[0]) { if (c[1]) x q[3]; }", "if (c[0,1] == 3) x q[3]")]
    [InlineData("if (c[0]) { if (!c[0]) x q[3]; else z q[3]; }", "if (c[0] == 1) z q[3]")]
    [InlineData("if (c[0] || c[1]) x q[3];", "if (c[0,1] != 0) x q[3]")]
    [InlineData("if (c == 2) x q[3]; else y q[3];", "if (c[0,1,2] == 2) x q[3]|if (c[0,1,2] != 2) y q[3]")]
    [InlineData("d = 0; if (d || c[0]) x q[3];", "if (c[0] == 1) x q[3]")]
    [InlineData("d = 1; if (d && c[0]) x q[3];", "if (c[0] == 1) x q[3]")]
    [InlineData("if (1 == 1 && c[0]) x q[3];", "if (c[0] == 1) x q[3]")]
    [InlineData("if (c[0]) c[0] = measure q[3];", "if (c[0] == 1) measure q[3] -> c[0]")]
    [InlineData("if (c[0]) { reset q[3]; d = measure q[3]; }", "if (c[0] == 1) reset q[3]|if (c[0] == 1) measure q[3] -> c[3]")]
    [InlineData(
        "switch (c) { case 0, 3 { x q[3]; } case 1 { y q[3]; } }",
        "if (c[0,1,2] == 0) x q[3]|if (c[0,1,2] == 3) x q[3]|if (c[0,1,2] == 1) y q[3]")]
    [InlineData("switch (c[0:1]) { case 0 { x q[3]; } default { y q[3]; } }", "if (c[0,1] == 0) x q[3]|if (c[0,1] != 0) y q[3]")]
    [InlineData("if (c[0]) { int i = 0; while (i < 2) { x q[i]; i += 1; } }", "if (c[0] == 1) x q[0]|if (c[0] == 1) x q[1]")]
    [InlineData(
        "for int i in [0:1] { bit b; b = measure q[i]; if (b) x q[3]; }",
        "measure q[0] -> c[4]|if (c[4] == 1) x q[3]|measure q[1] -> c[5]|if (c[5] == 1) x q[3]")]
    [InlineData("def f(qubit a) { if (c[0]) x a; } f(q[3]);", "if (c[0] == 1) x q[3]")]
    [InlineData("if (uint[3](c) == 5) x q[3];", "if (c[0,1,2] == 5) x q[3]")]
    [InlineData("if (bool(c[2])) x q[3];", "if (c[2] == 1) x q[3]")]
    [InlineData("c = 0; if (c == 0) x q[3];", "x q[3]")]
    public void ABranch_BecomesConditions(string statements, string instructions) =>
        Assert.Equal(instructions.Split('|'), Programs3.Lines(Measured + statements).Skip(6));

    /// <summary>The same with every value of the register written out.</summary>
    [Theory]
    [InlineData("c < 3", "0,1,2")]
    [InlineData("c <= 3", "0,1,2,3")]
    [InlineData("c > 5", "6,7")]
    [InlineData("5 <= c", "5,6,7")]
    [InlineData("c != 4", "0,1,2,3,5,6,7")]
    [InlineData("!(c == 1 || c == 2)", "0,3,4,5,6,7")]
    [InlineData("c[0] || c[1] || c[2]", "1,2,3,4,5,6,7")]
    [InlineData("!(c[0] && (c[1] || !c[2]))", "0,2,4,6,5")]
    [InlineData("c[0] == c[1]", "0,3,4,7")]
    [InlineData("c[0] != c[2]", "1,3,4,6")]
    [InlineData("c[0] ^ c[1] ^ c[2]", "1,2,4,7")]
    [InlineData("(c[0] | c[1]) & ~c[2]", "1,2,3")]
    [InlineData("c[0:1] == c[1:2]", "0,7")]
    [InlineData("c[0] && c != 3 && c != 5", "1,7")]
    [InlineData("c[0:1] < 2 && c[2] == 1", "4,5")]
    [InlineData("int[8](c) > 6", "7")]
    [InlineData("d == c[0]", "0,2,4,6")]
    public void ACondition_HoldsForTheseValues(string condition, string values)
    {
        const string Then = "rx(0.9) q[3];";
        const string Else = "ry(0.7) q[3];";
        int[] hold = [.. values.Split(',').Select(int.Parse)];
        string expected = string.Concat(Enumerable.Range(0, 8).Select(v => $"if (c == {v}) {(hold.Contains(v) ? Then : Else)} "));
        Programs3.AssertSameState($"{Measured} if ({condition}) {Then} else {Else}", Measured + expected);
    }

    /// <summary>Teleportation leaves the last qubit in the state of the first.</summary>
    [Fact]
    public void ATeleportedState_Arrives()
    {
        const string Teleport = """
            bit[2] c; qubit[3] q;
            U(0.4, 0.3, 0.2) q[0];
            h q[1]; cx q[1], q[2]; cx q[0], q[1]; h q[0];
            c[0] = measure q[0]; c[1] = measure q[1];
            if (c[1]) x q[2];
            if (c[0]) z q[2];
            reset q[0:1];
            """;
        Programs3.AssertSameState(Teleport, "bit[2] c; qubit[3] q; U(0.4, 0.3, 0.2) q[2];");
    }
}
