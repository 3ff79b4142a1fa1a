using CutAwareQnn.Circuits;
using CutAwareQnn.Circuits.OpenQasm;
using CutAwareQnn.Cutting;
using CutAwareQnn.Estimation;
using Xunit;

namespace CutAwareQnn.Unit.Cutting;

/// <summary>Cuts marked in OpenQASM files.</summary>
public sealed class MarkedCutTests
{
    private const string Version2 =
        """
        OPENQASM 2.0;
        include "qelib1.inc";
        qreg a[2];
        qreg b[2];
        ry(0.3) a[0];
        h b;
        // @cut
        cx a[1],b[0];
        rx(0.4) a[1];
        cx b[0],b[1];
        //@cut b[1]
        // a remark
        rx(0.7) b[1];
        cz a[0],a[1];
        """;

    private const string Version3 =
        """
        OPENQASM 3.0;
        include "stdgates.inc";
        qubit[4] q;
        h q;
        // @cut
        for int i in [0:1] { cx q[i], q[i + 2]; }
        cx q[0], q[1];
        cx q[2], q[3];
        """;

    [Fact]
    public void Marks_AreTheGatesBehindAndTheWiresHere()
    {
        OpenQasmProgram program = OpenQasmReader.Read(Version2);
        Assert.Equal([new GateCutMark(3), new WireCutMark(3, 5)], program.CutMarks);
        Assert.Equal([new GateCut(3), new WireCut(3, 5)], MarkedCuts.Of(program));
        Assert.Equal([new GateCutMark(4), new GateCutMark(5)], OpenQasmReader.Read(Version3).CutMarks);
        Assert.Equal(program.Circuit, OpenQasmReader.Read(Version2.Replace("@", "", StringComparison.Ordinal)).Circuit);
    }

    [Theory]
    [InlineData(Version2)]
    [InlineData(Version3)]
    public void MarkedPlan_HasTheUncutValue(string text)
    {
        OpenQasmProgram program = OpenQasmReader.Read(text);
        var observable = PauliSum.Parse("ZZXZ + 0.3*YIZI");
        CutPlan plan = MarkedCuts.Plan(program, observable);
        Assert.True(plan.Fragments.Count > 1);
        EstimatorQuery[] queries = [new(0, [], [])];
        Assert.Equal(
            new ExactEstimator(program.Circuit, observable).Estimate(queries)[0].Value,
            new CutEstimator(plan, new(ShotBudget.Exact)).Estimate(queries)[0].Value,
            1e-10);
    }

    [Theory]
    [InlineData("cx q[0],q[1]; // @cut", "1:15", "on a line of its own")]
    [InlineData("// @cut\nh q[0];", "1:1", "no gate on two qubits")]
    [InlineData("// @cut q[0]\nh q[0];", "1:1", "nothing happens before")]
    [InlineData("h q[0];\n  // @cut r[0]\nh q[0];", "2:3", "names no qubit")]
    [InlineData("h q[0];\n// @cut q[5]\nh q[0];", "2:1", "names no qubit")]
    [InlineData("h q[0];\n// @cut q[x]\nh q[0];", "2:1", "names no qubit")]
    [InlineData("h q[0];\n// @cut", "2:1", "no statement follows")]
    public void Marks_ThatMarkNothing_AreRefusedWithTheirPlace(string statements, string place, string message)
    {
        foreach (string head in new[] { "OPENQASM 2.0; include \"qelib1.inc\"; qreg q[2];\n", "OPENQASM 3.0; include "
            + "\"stdgates.inc\"; qubit[2] q;\n" })
        {
            var exception = Assert.Throws<OpenQasmException>(() => OpenQasmReader.Read(head + statements));
            Assert.Contains(message, exception.Message, StringComparison.Ordinal);
            string[] parts = place.Split(':');
            Assert.Equal(int.Parse(parts[0], System.Globalization.CultureInfo.InvariantCulture) + 1, exception.Line);
            Assert.Equal(int.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture), exception.Column);
        }
    }

    [Fact]
    public void Marks_ThatDoNotSeparate_AreRefused()
    {
        OpenQasmProgram program = OpenQasmReader.Read(
            "OPENQASM 2.0; include \"qelib1.inc\"; qreg q[2];\n// @cut\ncx q[0],q[1];\nh q[0];\ncx q[0],q[1];");
        var exception = Assert.Throws<CutException>(() => MarkedCuts.Plan(program, PauliSum.Parse("ZX")));
        Assert.Contains("the 1 marked cut does not separate the circuit: it stays in 1 piece", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ccx q[0],q[1],q[2];", 9)]
    [InlineData("cswap q[0],q[1],q[2];", 9)]
    [InlineData("cu(0.3,0.2,0.1,0.4) q[1],q[2]; cx q[0],q[1];", null)]
    public void MarkedGate_WithoutADecompositionOfItsOwn_IsCut(string statement, int? overhead)
    {
        OpenQasmProgram program = OpenQasmReader.Read(
            "OPENQASM 3.0; include \"stdgates.inc\"; qubit[3] q; ry(0.4) q[0]; ry(0.7) q[1]; ry(1.1) q[2];\n// @cut\n" + statement);
        var observable = PauliSum.Parse("ZZX");
        CutPlan plan = MarkedCuts.Plan(program, observable);
        Assert.Equal(2, plan.Fragments.Count);
        Assert.Equal(overhead ?? Math.Pow(plan.Gamma(_ => 0), 2), Math.Pow(plan.Gamma(_ => 0), 2), 1e-9);
        EstimatorQuery[] queries = [new(0, [], [])];
        Assert.Equal(
            new ExactEstimator(program.Circuit, observable).Estimate(queries)[0].Value,
            new CutEstimator(plan, new(ShotBudget.Exact)).Estimate(queries)[0].Value,
            1e-10);
    }

    [Fact]
    public void MarkedWire_AfterEverythingOnItsQubit_IsRefused()
    {
        OpenQasmProgram program = OpenQasmReader.Read(
            "OPENQASM 2.0; include \"qelib1.inc\"; qreg q[3];\ncx q[0],q[1];\ncx q[1],q[2];\n// @cut q[0]\nh q[2];");
        var exception = Assert.Throws<CutException>(() => MarkedCuts.Plan(program, PauliSum.Parse("ZXX")));
        Assert.Contains("no instruction follows there on that qubit", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Mark_WhoseSidesStayTogether_IsRefused()
    {
        OpenQasmProgram program = OpenQasmReader.Read(
            "OPENQASM 2.0; include \"qelib1.inc\"; qreg q[3];\n// @cut\ncx q[0],q[1];\ncx q[0],q[1];\n// @cut\ncx q[1],q[2];");
        var exception = Assert.Throws<CutException>(() => MarkedCuts.Plan(program, PauliSum.Parse("ZXX")));
        Assert.Contains(
            "the gate at instruction 0 is marked as a cut, but both its sides stay", exception.Message, StringComparison.Ordinal);
    }
}
