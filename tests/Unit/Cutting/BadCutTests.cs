using CutAwareQnn.Circuits;
using CutAwareQnn.Circuits.OpenQasm;
using CutAwareQnn.Cutting;
using Xunit;

namespace CutAwareQnn.Unit.Cutting;

/// <summary>Cuts, labels and observables that do not fit: the message names both disagreeing numbers and a remedy.</summary>
public sealed class BadCutTests
{
    private static readonly Circuit Mixed = OpenQasmReader.Read(
        """
        OPENQASM 3.0;
        include "stdgates.inc";
        input float w;
        qubit[4] q;
        bit[2] c;
        h q[0];
        cx q[0],q[1];
        ccx q[0],q[1],q[2];
        c[0] = measure q[3];
        cu(w,0.2,0.3,0) q[1],q[2];
        cx q[2],q[3];
        """).Circuit;

    [Theory]
    [InlineData("AAB", "\"AAB\" has 3 letters", "4 qubits", "\"AABB\"")]
    [InlineData("AABBC", "\"AABBC\" has 5 letters", "4 qubits", "\"AABB\"")]
    [InlineData("", "\"\" has 0 letters", "4 qubits", "\"AABB\"")]
    [InlineData("AA-B", "'-' at position 3", "letters or digits", "\"AABB\"")]
    [InlineData(" AABB", "' ' at position 1", "letters or digits", "\"AABB\"")]
    [InlineData("AAB\n", "'\n' at position 4", "letters or digits", "\"AABB\"")]
    public void Labels_OfTheWrongLengthOrWithOtherCharacters_AreRefused(string text, params string[] parts) =>
        AssertMessage(Assert.Throws<CutException>(() => PartitionLabels.Parse(text, 4)), parts);

    [Theory]
    [InlineData(1, "1 qubit;", "\"A\"")]
    [InlineData(5, "5 qubits;", "\"AAABB\"")]
    public void Labels_OfTheWrongLength_AreShownAnExampleOfTheRightLength(int qubitCount, string qubits, string example) =>
        AssertMessage(Assert.Throws<CutException>(() => PartitionLabels.Parse("AB", qubitCount)), "2 letters", qubits, example);

    [Theory]
    [InlineData("AAB", "3 letters")]
    [InlineData("AABBC", "5 letters")]
    public void Labels_ReadForAnotherCircuit_AreRefusedByThePlanner(string letters, string given)
    {
        var labels = PartitionLabels.Parse(letters, letters.Length);
        AssertMessage(
            Assert.Throws<CutException>(() => CutPlanner.Plan(StudyCircuit.Circuit, StudyCircuit.Observable, labels)),
            $"\"{letters}\"", given, "4 qubits", "\"AABB\"");
        AssertMessage(
            Assert.Throws<CutException>(() => CutPlanner.PlanByLabel(StudyCircuit.Circuit, StudyCircuit.Observable, labels)),
            $"\"{letters}\"", given, "4 qubits", "\"AABB\"");
    }

    [Theory]
    [InlineData("none")]
    [InlineData("None")]
    [InlineData("AAAA")]
    public void Labels_OfOneLetter_CutNothing(string text)
    {
        CutPlan plan = StudyCircuit.Plan(text);
        Assert.Empty(plan.Cuts);
        Assert.Equal(4, Assert.Single(plan.Fragments).QubitCount);
    }

    [Theory]
    [InlineData("ZZZ", "has 3 letters", "4 qubits", "IIIZ")]
    [InlineData("ZZZZZ", "has 5 letters", "4 qubits", "IIIZ")]
    public void Observable_OfTheWrongLength_IsRefused(string observable, params string[] parts)
    {
        var sum = PauliSum.Parse(observable);
        AssertMessage(Assert.Throws<CircuitException>(() => StudyCircuit.Plan("AABB", sum)), parts);
        AssertMessage(Assert.Throws<CircuitException>(() => CutPlanner.Plan(StudyCircuit.Circuit, sum, [])), parts);
        AssertMessage(
            Assert.Throws<CircuitException>(() => CutPlanner.PlanByLabel(StudyCircuit.Circuit, sum, PartitionLabels.None(4))), parts);
    }

    [Theory]
    [InlineData(0, "h q[0]")]
    [InlineData(3, "measure q[3] -> c[0]")]
    [InlineData(4, "cu(")]
    public void GateCut_OfAnythingButATwoQubitGateWithADecomposition_IsRefused(int instruction, string text) => AssertMessage(
        Assert.Throws<CutException>(() => CutPlanner.Plan(Mixed, PauliSum.Parse("ZZZZ"), [new GateCut(instruction)])),
        $"instruction {instruction}", text, "two-qubit gate with a decomposition");

    [Theory]
    [InlineData(-1)]
    [InlineData(6)]
    [InlineData(int.MaxValue)]
    public void GateCut_OutsideTheCircuit_IsRefused(int instruction) => AssertMessage(
        Assert.Throws<CutException>(() => CutPlanner.Plan(Mixed, PauliSum.Parse("ZZZZ"), [new GateCut(instruction)])),
        $"instruction {instruction} ", "use 0 to 5");

    [Theory]
    [InlineData(-1, 1, "qubit -1", "4 qubits", "use 0 to 3")]
    [InlineData(4, 1, "qubit 4", "4 qubits", "use 0 to 3")]
    [InlineData(0, -1, "instruction -1", "use 0 to 5")]
    [InlineData(0, 6, "instruction 6", "use 0 to 5")]
    public void WireCut_OutsideTheCircuit_IsRefused(int qubit, int after, params string[] parts) => AssertMessage(
        Assert.Throws<CutException>(() => CutPlanner.Plan(Mixed, PauliSum.Parse("ZZZZ"), [new WireCut(qubit, after)])), parts);

    [Fact]
    public void Cut_GivenTwice_IsRefused()
    {
        AssertMessage(
            Assert.Throws<CutException>(() => CutPlanner.Plan(Mixed, PauliSum.Parse("ZZZZ"), [new GateCut(1), new GateCut(1)])),
            "the gate at instruction 1", "is cut twice", "give each cut once");
        AssertMessage(
            Assert.Throws<CutException>(() => CutPlanner.Plan(
                Mixed, PauliSum.Parse("ZZZZ"), [new WireCut(2, 4), new GateCut(1), new WireCut(2, 4)])),
            "the wire of qubit 2 after instruction 4", "is cut twice", "give each cut once");
    }

    [Fact]
    public void ConditionalGate_AcrossLabels_IsRefused()
    {
        Circuit circuit = OpenQasm2Reader.Read(
            """
            OPENQASM 2.0;
            include "qelib1.inc";
            qreg q[2];
            creg c[1];
            measure q[0] -> c[0];
            if (c == 1) cx q[0],q[1];
            """);
        AssertMessage(
            Assert.Throws<CutException>(() => CutPlanner.Plan(circuit, PauliSum.Parse("ZI"), PartitionLabels.Parse("AB", 2))),
            "cx q[0],q[1]", "classically controlled", "\"AB\"", "give its qubits one label");
    }

    [Fact]
    public void ClassicalBit_ReadUnderAnotherLabel_IsRefused()
    {
        const string Text =
            """
            OPENQASM 2.0;
            include "qelib1.inc";
            qreg q[3];
            creg c[1];
            h q[0];
            measure q[0] -> c[0];
            if (c == 1) x q[1];
            h q[2];
            """;
        Circuit circuit = OpenQasm2Reader.Read(Text);
        AssertMessage(
            Assert.Throws<CutException>(() => CutPlanner.Plan(circuit, PauliSum.Parse("ZZZ"), PartitionLabels.Parse("ABC", 3))),
            "x q[1]", "label B", "measure q[0]", "label A", "give both qubits one label");
        Assert.Equal(
            [[0, 1], [2]],
            CutPlanner.Plan(circuit, PauliSum.Parse("ZZZ"), PartitionLabels.Parse("AAC", 3)).Fragments.Select(f => f.Wires.ToArray()));
    }

    [Fact]
    public void ClassicalBit_MeasuredAnewUnderAnotherLabel_TiesNothing()
    {
        Circuit circuit = OpenQasm2Reader.Read(
            """
            OPENQASM 2.0;
            include "qelib1.inc";
            qreg q[4];
            creg c[1];
            h q[0];
            measure q[0] -> c[0];
            if (c == 1) x q[1];
            h q[2];
            measure q[2] -> c[0];
            if (c == 1) x q[3];
            """);
        CutPlan plan = CutPlanner.Plan(circuit, PauliSum.Parse("ZZZZ"), PartitionLabels.Parse("AABB", 4));
        Assert.Equal([[0, 1], [2, 3]], plan.Fragments.Select(f => f.Wires.ToArray()));
    }

    [Fact]
    public void GateWithoutADecomposition_AcrossLabels_IsExpandedIntoGatesThatHaveOne()
    {
        CutPlan plan = CutPlanner.Plan(Mixed, PauliSum.Parse("ZZZZ"), PartitionLabels.Parse("AABB", 4), new() { FindsGadgets = false });
        Assert.Equal(
            ["ccx", "cx", "cx"],
            plan.Cuts.Select(c => ((GateInstruction)plan.Circuit.Instructions[((GateCut)c.Cut).Instruction]).Gate.Name));
        Assert.DoesNotContain(plan.Circuit.Gates, g => g.Gate.Name == "cu");
    }

    [Fact]
    public void GateWithoutADecomposition_AsThePublishedToolsCutIt_IsWrittenAsGatesOfTwoQubits()
    {
        CutPlan plan = CutPlanner.PlanByLabel(Mixed, PauliSum.Parse("ZZZZ"), PartitionLabels.Parse("AABB", 4));

        // A Toffoli with one qubit apart has four CX across in this expansion, cu has two.
        Assert.Equal(
            Enumerable.Repeat("cx", 6),
            plan.Cuts.Select(c => ((GateInstruction)plan.Circuit.Instructions[((GateCut)c.Cut).Instruction]).Gate.Name));
        Assert.Equal(
            plan.PublishedTermCount, CutPlanner.Plan(Mixed, PauliSum.Parse("ZZZZ"), PartitionLabels.Parse("AABB", 4)).PublishedTermCount);
    }

    private static void AssertMessage(CutAwareException exception, params string[] parts) =>
        Assert.All(parts, part => Assert.Contains(part, exception.Message, StringComparison.Ordinal));
}
