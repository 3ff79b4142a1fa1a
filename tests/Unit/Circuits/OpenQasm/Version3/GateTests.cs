using System.Numerics;
using CutAwareQnn.Circuits;
using CutAwareQnn.Circuits.OpenQasm;
using CutAwareQnn.Reference;
using Xunit;

namespace CutAwareQnn.Unit.Circuits.OpenQasm;

/// <summary>Gates, their definitions and modifiers, with the phases that controls show.</summary>
public sealed class GateTests
{
    private static readonly Complex I = Complex.ImaginaryOne;

    [Theory]
    // broadcast, slices, aliases, index sets
    [InlineData("qubit[3] q; h q;", "h q[0]|h q[1]|h q[2]")]
    [InlineData("qubit a; qubit[2] b; cx a, b;", "cx q[0],q[1]|cx q[0],q[2]")]
    [InlineData("qubit[2] a; qubit[2] b; cx a, b;", "cx q[0],q[2]|cx q[1],q[3]")]
    [InlineData("qubit[5] q; x q[1:3];", "x q[1]|x q[2]|x q[3]")]
    [InlineData("qubit[5] q; x q[0:2:4];", "x q[0]|x q[2]|x q[4]")]
    [InlineData("qubit[5] q; x q[4:-2:0];", "x q[4]|x q[2]|x q[0]")]
    [InlineData("qubit[5] q; x q[-2:-1];", "x q[3]|x q[4]")]
    [InlineData("qubit[5] q; x q[:1]; y q[3:];", "x q[0]|x q[1]|y q[3]|y q[4]")]
    [InlineData("qubit[5] q; x q[{0, 3}]; y q[-1];", "x q[0]|x q[3]|y q[4]")]
    [InlineData("qubit[4] q; cx q[0:1], q[2:3];", "cx q[0],q[2]|cx q[1],q[3]")]
    [InlineData("qubit[2] a; qubit[3] b; let c = a ++ b[1:2]; x c[2]; let d = c[{3, 0}]; y d;", "x q[3]|y q[4]|y q[0]")]
    [InlineData("qreg q[2]; creg c[2]; cx q[0],q[1]; measure q -> c;", "cx q[0],q[1]|measure q[0] -> c[0]|measure q[1] -> c[1]")]
    [InlineData("qubit[2] q; bit[2] c; c = measure q;", "measure q[0] -> c[0]|measure q[1] -> c[1]")]
    [InlineData("qubit[2] q; bit c = measure q[1]; measure q[0];", "measure q[1] -> c[0]|measure q[0] -> c[1]")]
    [InlineData("qubit[2] q; bit[2] c = measure q[0:1];", "measure q[0] -> c[0]|measure q[1] -> c[1]")]
    [InlineData(
        "qubit[3] q; bit[3] c; c[1:2] = measure q[0:1]; measure q[2] -> c[0];",
        "measure q[0] -> c[1]|measure q[1] -> c[2]|measure q[2] -> c[0]")]
    [InlineData("qubit[3] q; bit[4] c; let d = c[2:3]; d[1] = measure q[0];", "measure q[0] -> c[3]")]
    [InlineData("qubit[2] q; reset q; reset q[1];", "reset q[0]|reset q[1]|reset q[1]")]
    [InlineData(
        "qubit[2] q; barrier q; barrier; barrier q[1]; nop q; delay[100ns] q[0]; delay[2*3.5us] q;",
        "barrier q[0],q[1]|barrier q[0],q[1]|barrier q[1]")]
    [InlineData("qubit[2] q; box { x q[0]; } box[100ns] { y q[1]; } { z q[0]; }", "x q[0]|y q[1]|z q[0]")]
    [InlineData("qubit[2] q; gphase(0.3); x q[0]; gphase(pi);", "x q[0]")]
    // definitions
    [InlineData("gate g(t) a, b { rx(t/2) a; cx a, b; } qubit[2] q; g(0.5) q[1], q[0];", "rx(0.25) q[1]|cx q[1],q[0]")]
    [InlineData("gate g a { for int i in [1:2] { rz(i*0.5) a; } } qubit q; g q;", "rz(0.5) q[0]|rz(1) q[0]")]
    [InlineData("const float k = 0.5; gate g(t) a { rz(k*t) a; } qubit[2] q; g(3) q;", "rz(1.5) q[0]|rz(1.5) q[1]")]
    [InlineData("gate g a { } qubit q; g q; x q;", "x q[0]")]
    [InlineData("gate g() a { x a; } qubit q; g() q; g q;", "x q[0]|x q[0]")]
    [InlineData("gate g(x, h,) a, b, { rx(x) a; ry(h) b; } qubit[2] q; g(1, 2) q[0], q[1];", "rx(1) q[0]|ry(2) q[1]")]
    [InlineData("gate sxdg a { s a; h a; s a; } qubit q; sxdg q;", "sxdg q[0]")]
    [InlineData(
        "gate rzz(p0) a, b { cx a, b; rz(p0) b; cx a, b; } input float x; qubit[2] q; rzz(-x**2) q[0], q[1];", "rzz(-x[0]^2) q[0],q[1]")]
    [InlineData("input float w; gate g a { rx(2*w) a; } qubit q; g q;", "rx(2*w[0]) q[0]")]
    [InlineData(
        "def f(qubit a, qubit[2] b, float t) { rx(t) a; cx a, b; } qubit[3] q; f(q[2], q[0:1], 0.5);",
        "rx(0.5) q[2]|cx q[2],q[0]|cx q[2],q[1]")]
    [InlineData(
        "def f(qubit[3] a, int n) { for int i in [0:n-1] { x a[i]; } } def g(qubit[3] a) { f(a, 2); } qubit[3] q; g(q);", "x q[0]|x q[1]")]
    [InlineData(
        "int i = 7; def f(qubit a, int i) { i += 1; rx(i) a; } qubit q; for int j in [0:1] { f(q, j); } rx(i) q;",
        "rx(1) q[0]|rx(2) q[0]|rx(7) q[0]")]
    [InlineData("bit c; def f(qubit a) { reset a; } qubit q; f(q);", "reset q[0]")]
    // modifiers that leave one gate
    [InlineData("qubit[2] q; inv @ s q[0]; inv @ rx(0.5) q[1];", "sdg q[0]|rx(-0.5) q[1]")]
    [InlineData("qubit[3] q; ctrl @ x q[0], q[1]; ctrl @ ctrl @ x q; ", null)]
    [InlineData(
        "qubit[3] q; ctrl @ x q[0], q[1]; ctrl(2) @ x q[0], q[1], q[2]; ctrl @ rz(0.5) q[1], q[0];",
        "cx q[0],q[1]|ccx q[0],q[1],q[2]|crz(0.5) q[1],q[0]")]
    [InlineData("qubit[3] q; ctrl @ swap q[0], q[1], q[2]; ctrl @ gphase(0.5) q[1];", "cswap q[0],q[1],q[2]|p(0.5) q[1]")]
    [InlineData("qubit[2] q; negctrl @ x q[0], q[1];", "x q[0]|cx q[0],q[1]|x q[0]")]
    [InlineData("qubit[2] q; pow(3) @ s q[0]; pow(2) @ rx(0.5) q[1]; pow(0) @ h q[0];", "s q[0]|s q[0]|s q[0]|rx(1) q[1]")]
    [InlineData("qubit[2] q; pow(-2) @ t q[0]; pow(0.5) @ rz(0.5) q[1];", "tdg q[0]|tdg q[0]|rz(0.25) q[1]")]
    [InlineData("input float x; input float w; qubit q; pow(w) @ rx(x) q;", "rx(x[0]*w[0]) q[0]")]
    [InlineData("gate g a { x a; s a; } qubit q; inv @ g q;", "sdg q[0]|x q[0]")]
    [InlineData("gate g a { h a; s a; } qubit q; pow(2) @ g q; pow(-1) @ g q;", "h q[0]|s q[0]|h q[0]|s q[0]|sdg q[0]|h q[0]")]
    [InlineData("gate g(t) a, b { ctrl @ inv @ pow(2) @ rz(t) a, b; } qubit[2] q; g(0.5) q[1], q[0];", "crz(-1) q[1],q[0]")]
    public void Statements_AreTheseInstructions(string statements, string? instructions)
    {
        if (instructions is null)
            Assert.Throws<OpenQasmException>(() => Programs3.Read(statements));
        else
            Assert.Equal(instructions.Split('|').Select(Spaced), Programs3.Lines(statements).Select(Spaced));

        static string Spaced(string line) => line.Replace(" ", "", StringComparison.Ordinal);
    }

    /// <summary>The library's gates are the oracle's, phases included: each is controlled once, where its phase shows.</summary>
    [Theory]
    [InlineData("p(0.7)", "p", 0.7)]
    [InlineData("phase(0.7)", "p", 0.7)]
    [InlineData("u1(0.7)", "p", 0.7)]
    [InlineData("x", "x")]
    [InlineData("y", "y")]
    [InlineData("z", "z")]
    [InlineData("h", "h")]
    [InlineData("s", "s")]
    [InlineData("sdg", "sdg")]
    [InlineData("t", "t")]
    [InlineData("tdg", "tdg")]
    [InlineData("sx", "sx")]
    [InlineData("id", "id")]
    [InlineData("rx(0.7)", "rx", 0.7)]
    [InlineData("ry(0.7)", "ry", 0.7)]
    [InlineData("rz(0.7)", "rz", 0.7)]
    [InlineData("u(0.7,0.3,-0.4)", "u", 0.7, 0.3, -0.4)]
    [InlineData("cx", "cx")]
    [InlineData("CX", "cx")]
    [InlineData("cy", "cy")]
    [InlineData("cz", "cz")]
    [InlineData("cp(0.7)", "cp", 0.7)]
    [InlineData("cphase(0.7)", "cp", 0.7)]
    [InlineData("crx(0.7)", "crx", 0.7)]
    [InlineData("cry(0.7)", "cry", 0.7)]
    [InlineData("crz(0.7)", "crz", 0.7)]
    [InlineData("ch", "ch")]
    [InlineData("cu(0.7,0.3,-0.4,0.2)", "cu", 0.7, 0.3, -0.4, 0.2)]
    [InlineData("swap", "swap")]
    public void AGateOfTheLibrary_UnderAControl_IsTheOraclesMatrix(string gate, string name, params double[] angles)
    {
        Complex[,] matrix = ReferenceGates.Matrix(name, angles);
        int count = matrix.GetLength(0) == 2 ? 1 : 2;
        string qubits = string.Join(", ", Enumerable.Range(0, count + 1).Select(i => $"q[{i}]"));
        Programs3.AssertUnitary($"qubit[{count + 1}] q; ctrl @ {gate} {qubits};", Controlled(matrix));
    }

    /// <summary>U has the phase e^{iθ/2}, u2 and u3 have the determinant 1 of version 2: specification, "Standard library".</summary>
    [Fact]
    public void ThePhasesOfU_ShowUnderControl()
    {
        Complex[,] u = ReferenceGates.Matrix("u", 0.7, 0.3, -0.4);
        Programs3.AssertUnitary("qubit[2] q; ctrl @ U(0.7,0.3,-0.4) q[0], q[1];", Controlled(u.Scale(Complex.Exp(0.35 * I))));
        Programs3.AssertUnitary("qubit[2] q; ctrl @ u3(0.7,0.3,-0.4) q[0], q[1];", Controlled(u.Scale(Complex.Exp(0.05 * I))));
        Complex[,] u2 = ReferenceGates.Matrix("u", Math.PI / 2, 0.3, -0.4);
        Programs3.AssertUnitary("qubit[2] q; ctrl @ u2(0.3,-0.4) q[0], q[1];", Controlled(u2.Scale(Complex.Exp(0.05 * I))));
    }

    /// <summary>The specification's own definitions of its library, from U, gphase and modifiers alone.</summary>
    [Theory]
    [InlineData("gate g(l) a { ctrl @ gphase(l) a; }", "g(0.7)", "p(0.7)", 1)]
    [InlineData("gate g a { U(π, 0, π) a; gphase(-π/2); }", "g", "x", 1)]
    [InlineData("gate g a { U(π, π/2, π/2) a; gphase(-π/2); }", "g", "y", 1)]
    [InlineData("gate g a { U(π/2, 0, π) a; gphase(-π/4); }", "g", "h", 1)]
    [InlineData("gate g a { pow(1/2) @ z a; }", "g", "s", 1)]
    [InlineData("gate g a { inv @ pow(1/2) @ z a; }", "g", "sdg", 1)]
    [InlineData("gate g a { pow(1/2) @ s a; }", "g", "t", 1)]
    [InlineData("gate g a { pow(1/2) @ x a; }", "g", "sx", 1)]
    [InlineData("gate k a { U(π, 0, π) a; gphase(-π/2); } gate g a { pow(1/2) @ k a; }", "g", "sx", 1)]
    [InlineData("gate g(θ) a { U(θ, -π/2, π/2) a; gphase(-θ/2); }", "g(0.7)", "rx(0.7)", 1)]
    [InlineData("gate g(θ) a { U(θ, 0, 0) a; gphase(-θ/2); }", "g(0.7)", "ry(0.7)", 1)]
    [InlineData("gate g(λ) a { gphase(-λ/2); U(0, 0, λ) a; }", "g(0.7)", "rz(0.7)", 1)]
    [InlineData("gate g(θ, φ, λ) q { gphase(-(φ+λ+θ)/2); U(θ, φ, λ) q; }", "g(0.7,0.3,-0.4)", "u3(0.7,0.3,-0.4)", 1)]
    [InlineData("gate g(φ, λ) q { gphase(-(φ+λ+π/2)/2); U(π/2, φ, λ) q; }", "g(0.3,-0.4)", "u2(0.3,-0.4)", 1)]
    [InlineData("gate g a, b { ctrl @ h a, b; }", "g", "ch", 2)]
    [InlineData("gate g a, b { cx a, b; cx b, a; cx a, b; }", "g", "swap", 2)]
    [InlineData("gate g(θ, φ, λ, γ) a, b { p(γ-θ/2) a; ctrl @ U(θ, φ, λ) a, b; }", "g(0.7,0.3,-0.4,0.2)", "cu(0.7,0.3,-0.4,0.2)", 2)]
    [InlineData("gate sxdg a { s a; h a; s a; }", "sxdg", "gphase(pi/4); inv @ sx", 1)]
    public void ADefinition_IsTheLibrarysGateEvenUnderControl(string definition, string gate, string library, int count)
    {
        string inner = string.Join(", ", Enumerable.Range(0, count).Select(i => $"q[{i + 1}]"));
        string[] parts = library.Split("; ");
        string phase = parts.Length == 1 ? "" : $"ctrl @ {parts[0]} q[0];";
        Programs3.AssertSame(
            $"{definition} qubit[{count + 1}] q; ctrl @ {gate} q[0], {inner};",
            $"qubit[{count + 1}] q; {phase} ctrl @ {parts[^1]} q[0], {inner};");
    }

    [Theory]
    [InlineData("negctrl(2) @ x q[0], q[1], q[2];", "x q[0]; x q[1]; ccx q[0], q[1], q[2]; x q[0]; x q[1];")]
    [InlineData("negctrl @ ctrl @ x q[2], q[0], q[1];", "x q[2]; ccx q[2], q[0], q[1]; x q[2];")]
    [InlineData("ctrl @ negctrl @ x q[2], q[0], q[1];", "x q[0]; ccx q[2], q[0], q[1]; x q[0];")]
    [InlineData("ctrl @ inv @ ctrl @ s q[0], q[1], q[2];", "ctrl(2) @ sdg q[0], q[1], q[2];")]
    [InlineData("inv @ ctrl @ pow(0.5) @ x q[0], q[1];", "ctrl @ inv @ sx q[0], q[1];")]
    [InlineData("pow(0.5) @ ctrl @ x q[0], q[1];", "ctrl @ sx q[0], q[1];")]
    [InlineData("pow(2) @ pow(0.5) @ swap q[0], q[1];", "swap q[0], q[1];")]
    [InlineData("pow(3) @ pow(1/3) @ h q[0];", "h q[0];")]
    [InlineData("pow(1/2) @ U(0.3, 0.2, 0.1) q[0]; pow(0.5) @ U(0.3, 0.2, 0.1) q[0];", "U(0.3, 0.2, 0.1) q[0];")]
    [InlineData(
        "ctrl @ pow(0.5) @ U(0.3, 0.2, 0.1) q[1], q[0]; ctrl @ pow(0.5) @ U(0.3, 0.2, 0.1) q[1], q[0];",
        "ctrl @ U(0.3, 0.2, 0.1) q[1], q[0];")]
    [InlineData("ctrl(2) @ gphase(0.7) q[0], q[1];", "cp(0.7) q[0], q[1];")]
    [InlineData("negctrl @ gphase(0.7) q[0];", "x q[0]; p(0.7) q[0]; x q[0];")]
    [InlineData("ctrl(2) @ U(0.4, 0.3, 0.2) q[0], q[1], q[2];", "cp(0.2) q[0], q[1]; ctrl(2) @ u(0.4, 0.3, 0.2) q[0], q[1], q[2];")]
    public void Modifiers_AreWhatTheySay(string statements, string expected) =>
        Programs3.AssertSame("qubit[3] q; " + statements, "qubit[3] q; " + expected);

    /// <summary>A gate of steps on two qubits, to a real power and back.</summary>
    [Fact]
    public void APowerOfADefinition_IsExact()
    {
        const string Definition = "gate g(t) a, b { h a; cx a, b; rz(t) b; gphase(0.4); ry(0.3) a; } qubit[3] q; ";
        Programs3.AssertSame(
            Definition + "pow(1/3) @ g(0.9) q[0], q[2]; pow(2/3) @ g(0.9) q[0], q[2];", Definition + "g(0.9) q[0], q[2];");
        Programs3.AssertSame(
            Definition + "ctrl @ pow(0.25) @ g(0.9) q[1], q[0], q[2]; ctrl @ pow(0.75) @ g(0.9) q[1], q[0], q[2];",
            Definition + "ctrl @ g(0.9) q[1], q[0], q[2];");
    }

    [Fact]
    public void GatesOfBothLibraries_AreRead()
    {
        Circuit circuit =
            OpenQasm3Reader.Read("include \"qelib1.inc\"; qubit[4] q; c3x q[0], q[1], q[2], q[3]; rccx q[0], q[1], q[2];").Circuit;
        Complex[,] expected = Programs.Unitary(Programs.Read("qreg q[4]; c3x q[0],q[1],q[2],q[3]; rccx q[0],q[1],q[2];"));
        Assert.InRange(DenseMatrix.MaxDistanceUpToPhase(expected, Programs3.Unitary(circuit)), 0, 1e-12);
        Assert.Equal("ecr q[0],q[1]", Programs3.Lines("qubit[2] q; ecr q[0], q[1];")[0]);
    }

    [Theory]
    [InlineData("OPENQASM 2.0; include \"qelib1.inc\"; qreg q[1]; rz(2^3) q[0];", 8)]
    [InlineData("/* first */ OPENQASM 3.1; include \"stdgates.inc\"; qubit q; rz(2^3) q;", 1)]
    [InlineData("include \"qelib1.inc\"; qreg q[1]; rz(2**3) q[0];", 8)]
    public void TheVersion_ChoosesTheReader(string text, double angle) =>
        Assert.Equal(angle, ((GateInstruction)OpenQasmReader.Read(text).Circuit.Instructions[0]).Angles[0].Constant);

    private static Complex[,] Controlled(Complex[,] matrix)
    {
        int size = matrix.GetLength(0);
        Complex[,] controlled = DenseMatrix.Identity(2 * size);
        for (int r = 0; r < size; r++)
        {
            for (int c = 0; c < size; c++)
                controlled[(2 * r) + 1, (2 * c) + 1] = matrix[r, c];
        }
        return controlled;
    }
}
