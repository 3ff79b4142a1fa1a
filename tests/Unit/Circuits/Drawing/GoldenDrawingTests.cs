using CutAwareQnn.Circuits;
using CutAwareQnn.Circuits.OpenQasm;
using CutAwareQnn.Unit.Circuits.OpenQasm;
using CutAwareQnn.Unit.Cutting;
using Xunit;

namespace CutAwareQnn.Unit.Circuits.Drawing;

/// <summary>Drawings compared with stored ones; one feature each.</summary>
public sealed class GoldenDrawingTests
{
    private const string Cut =
        "qreg q[4]; h q[0]; cx q[0],q[1]; ccx q[0],q[1],q[3]; crz(pi/8) q[2],q[1]; cp(pi/4) q[0],q[2]; rzz(0.9) q[1],q[2];";

    private static readonly DrawingOptions CutMarks = new()
    {
        Cuts = EquatableArray<CutMark>.Of(
            new GateCutMark(2), new GateCutMark(3), new GateCutMark(4), new GateCutMark(5), new WireCutMark(0, 1)),
        Fragments = "AABB",
    };

    [Fact]
    public void OneQubitGates_AreBoxesWithAngles() => Text(
        "OneQubitGates", "qreg q[2]; h q[0]; sdg q[0]; sxdg q[0]; rx(-pi/2) q[0]; u3(0.123456789,3*pi/4,1e-9) q[1]; reset q[1]; id q[1];");

    [Fact]
    public void ControlledGates_AreDotsAndLines() => Text(
        "ControlledGates",
        "qreg q[4]; cx q[0],q[2]; cz q[0],q[1]; cp(pi/4) q[2],q[3]; ch q[3],q[1]; ccx q[0],q[3],q[2]; cry(0.5) q[1],q[0];");

    [Fact]
    public void Swaps_AreCrosses() => Text("Swaps", "qreg q[4]; swap q[0],q[2]; cswap q[3],q[0],q[1]; cswap q[1],q[0],q[2];");

    [Fact]
    public void BoxesOverQubits_NumberTheirArguments_AndLetOtherWiresThrough() => Golden.Assert(
        CircuitDrawing.Draw(new CircuitBuilder(5)
            .Add(Gates.RZZ, 0.9, 1, 0).Add(Gates.RXX, Angle.Weight(0), 4, 2).Add(Gates.XXPlusYY, [0.5, Math.PI], 0, 3).Build()) + "\n",
        "WideBoxes.txt");

    [Fact]
    public void ClassicalBits_AreOneLineBelow() => Text(
        "ClassicalBits",
        "qreg q[3]; creg c[2]; creg d[1]; h q[0]; measure q[0] -> c[0]; measure q[1] -> d[0]; if (c==2) cx q[1],q[0]; if (d==1) "
        + "rzz(1) q[0],q[2];"
        + "if (c==1) measure q[2] -> c[1];");

    [Fact]
    public void BranchesOnARegister_SayTheValueAndItsNegation() => Golden.Assert(
        CircuitDrawing.Draw(OpenQasmReader.Read(
            """
            OPENQASM 3.0;
            include "stdgates.inc";
            qubit[2] q;
            bit[2] c;
            h q;
            c = measure q;
            if (c == 2) { x q[0]; } else { z q[1]; }
            """).Circuit) + "\n",
        "Branches.txt");

    [Fact]
    public void Barriers_StandOnTheirQubits() => Text(
        "Barriers", "qreg q[4]; x q[0]; barrier q[0],q[1]; x q[1]; barrier q[1],q[3]; x q[2]; barrier q;");

    [Fact]
    public void ALongCircuit_IsFolded() => Golden.Assert(
        CircuitDrawing.Draw(StudyCircuit.Circuit, new() { Width = 50 }) + "\n", "Folded.txt");

    [Fact]
    public void SymbolsAndLongTexts_AreNamedAndShortened() => Golden.Assert(
        CircuitDrawing.Draw(
            new CircuitBuilder(2)
                .Add(Gates.P, 2 * (Math.PI - Angle.Feature(0)) * (Math.PI - Angle.Feature(1)), 1)
                .Add(Gates.RY, 2 * Angle.Feature(0) - Angle.Weight(12), 0)
                .Build(),
            new() { Width = 36, SymbolName = s => (s.Kind == SymbolKind.Feature ? "x" : "θ") + s.Index }) + "\n",
        "Symbols.txt");

    [Fact]
    public void Cuts_AreMarkedWhereTheFragmentsPart() => Golden.Assert(
        CircuitDrawing.Draw(Programs.Read(Cut), CutMarks) + "\n", "Cuts.txt");

    [Fact]
    public void Svg_MarksCutsAndFragments() => Golden.Assert(CircuitSvg.Draw(Programs.Read(Cut), CutMarks), "Cuts.svg");

    [Fact]
    public void Svg_DrawsEveryKindOfFigure() => Golden.Assert(
        CircuitSvg.Draw(Programs.Read(
            "qreg q[3]; creg c[1]; reset q[2]; cx q[0],q[1]; swap q[1],q[2]; cry(pi/2) q[0],q[2]; rzz(1) q[0],q[2]; barrier q;"
            + "measure q[0] -> c[0]; if (c==1) x q[1];")),
        "Figures.svg");

    private static void Text(string name, string statements) =>
        Golden.Assert(CircuitDrawing.Draw(Programs.Read(statements)) + "\n", name + ".txt");
}
