using CutAwareQnn.Circuits;
using CutAwareQnn.Circuits.OpenQasm;
using Xunit;

namespace CutAwareQnn.Unit.Circuits.OpenQasm;

/// <summary>Marks of cuts are obeyed where they are, or refused by their line.</summary>
public sealed class CutMarkTests
{
    [Theory]
    [InlineData("qubit[3] q; for int i in [0:1] {\n// @cut\ncx q[i], q[i + 1]; h q[2]; }", "0,2")]
    [InlineData("qubit[3] q; if (true) {\ncx q[0], q[1];\n// @cut\ncx q[1], q[2]; }", "1")]
    [InlineData("qubit[3] q; box {\ncx q[0], q[1];\n// @cut\ncx q[1], q[2]; }", "1")]
    [InlineData("def f(qubit a, qubit b) {\n// @cut\ncx a, b; }\nqubit[3] q; cz q[0], q[1]; f(q[1], q[2]);", "1")]
    [InlineData("qubit[3] q; cx q[0], q[1];\n// @cut\nif (true) { cx q[1], q[2]; }", "1")]
    [InlineData("qubit[2] q;\n// a word about @cut and // @cutoff\n// @cutoff 3\ncx q[0], q[1];", "")]
    public void AMarkInsideABlock_CutsTheGateAfterIt(string statements, string instructions) => Assert.Equal(
        instructions,
        string.Join(",", Programs3.ReadWhole(Programs3.Header + statements).CutMarks.Cast<GateCutMark>().Select(m => m.Instruction)));

    [Fact]
    public void AMarkOfAWireInsideABlock_NamesTheQubitsOfItsScope()
    {
        OpenQasmProgram program = Programs3.ReadWhole(
            Programs3.Header + "qubit[3] q; h q; let a = q[1:2]; if (true) {\n// @cut a[1]\ncx q[0], q[1]; }");
        Assert.Equal(new WireCutMark(2, 2), Assert.Single(program.CutMarks));
    }

    [Theory]
    [InlineData("// @Cut\ncx q[0],q[1];", 4, "looks like a mark of a cut")]
    [InlineData("// @cut;\ncx q[0],q[1];", 4, "looks like a mark of a cut")]
    [InlineData("/* @cut */\ncx q[0],q[1];", 4, "looks like a mark of a cut")]
    [InlineData("/// @cut\ncx q[0],q[1];", 4, "looks like a mark of a cut")]
    [InlineData("// @ cut\ncx q[0],q[1];", 4, "looks like a mark of a cut")]
    [InlineData("// @cuts\ncx q[0],q[1];", 4, "looks like a mark of a cut")]
    [InlineData("cx q[0],q[1]; // @cut", 4, "on a line of its own")]
    [InlineData("cx q[0],\n// @cut\nq[1]; cx q[0],q[1];", 5, "inside a definition or a statement")]
    [InlineData("gate g a,b {\n// @cut\ncx a,b; }\ng q[0],q[1];", 5, "inside a definition or a statement")]
    public void AMarkThatIsNone_OrInsideAStatement_IsRefused(string statements, int line, string part)
    {
        foreach (string header in (string[])["OPENQASM 2.0;\ninclude \"qelib1.inc\";\nqreg q[2];\n", "OPENQASM 3.0;\ninclude "
            + "\"stdgates.inc\";\nqubit[2] q;\n"])
        {
            OpenQasmException error = Assert.Throws<OpenQasmException>(() => OpenQasmReader.Read(header + statements));
            Assert.Equal(line, error.Line);
            Assert.Contains(part, error.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("@cut\ncx q[0], q[1];", "looks like a mark of a cut")]
    [InlineData("bit c; c = measure q[0];\n// @cut\nif (c) cx q[0], q[1];", "no gate on two qubits that always happens")]
    [InlineData("for int i in [0:1] { cx q[0], q[1];\n// @cut\n}", "inside a definition or a statement")]
    public void AMarkOfVersion3ThatIsNone_IsRefused(string statements, string part) => Assert.Contains(
        part,
        Assert.Throws<OpenQasmException>(() => OpenQasmReader.Read(Programs3.Header + "qubit[2] q;\n" + statements)).Message,
        StringComparison.Ordinal);
}
