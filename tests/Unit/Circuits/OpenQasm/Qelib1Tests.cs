using System.Numerics;
using CutAwareQnn.Circuits;
using CutAwareQnn.Circuits.OpenQasm;
using CutAwareQnn.Reference;
using Xunit;

namespace CutAwareQnn.Unit.Circuits.OpenQasm;

/// <summary>The built-in include: rows of the table under their names, the rest against dense matrices.</summary>
public sealed class Qelib1Tests
{
    /// <summary>Up to 60 products of entries of size up to 1.</summary>
    private const double Exact = 1e-12;

    [Theory]
    [InlineData("u3(0.1,0.2,0.3) q[0]", "u(0.1,0.2,0.3) q[0]")]
    [InlineData("u2(0.1,0.2) q[0]", "u2(0.1,0.2) q[0]")]
    [InlineData("u1(0.1) q[0]", "p(0.1) q[0]")]
    [InlineData("U(0.1,0.2,0.3) q[0]", "u(0.1,0.2,0.3) q[0]")]
    [InlineData("CX q[0],q[1]", "cx q[0],q[1]")]
    [InlineData("cu1(0.1) q[0],q[1]", "cp(0.1) q[0],q[1]")]
    [InlineData("u0(1) q[0]", "id q[0]")]
    public void AliasesAndConstants_BecomeTheirRow(string statement, string expected) =>
        Assert.Equal([expected], Programs.Lines("qreg q[2]; " + statement + ";"));

    [Fact]
    public void EveryNameOfTheInclude_IsKnown()
    {
        const string Names = "u3 u2 u1 cx id u0 u p x y z h s sdg t tdg rx ry rz sx sxdg cz cy swap ch ccx cswap crx cry crz "
            + "cu1 cp cu3 csx cu rxx rzz rccx rc3x c3x c3sqrtx c4x";
        var scope = Qelib1.All.ToDictionary(g => g.Name);
        Assert.All(Names.Split(' '), name => Assert.True(scope.ContainsKey(name), name));
        Assert.DoesNotContain("c3root", scope.Keys);
    }

    [Fact]
    public void EveryRowOfTheTable_IsReadUnderItsName() => Assert.All(Gates.All, row =>
    {
        string angles = row.ParameterCount == 0 ? "" : $"({string.Join(",", Enumerable.Repeat("0.5", row.ParameterCount))})";
        string qubits = string.Join(",", Enumerable.Range(0, row.QubitCount).Select(q => $"q[{q}]"));
        Assert.Equal([$"{row.Name}{angles} {qubits}"], Programs.Lines($"qreg q[3]; {row.Name}{angles} {qubits};"));
    });

    [Theory]
    [InlineData("c3x", 4)]
    [InlineData("c3sqrtx", 4)]
    [InlineData("c4x", 5)]
    public void ManyControls_AreTheControlledMatrix(string name, int qubitCount)
    {
        Complex[,] expected = ReferenceGates.Matrix(name == "c3sqrtx" ? "csx" : "ccx");
        while (expected.GetLength(0) < 1 << qubitCount)
            expected = Controlled(expected);
        Assert.Equal(0, DenseMatrix.MaxDistanceUpToPhase(UnitaryOf(name, qubitCount), expected), Exact);
    }

    [Fact]
    public void RelativePhaseToffoli_IsTheToffoliUpToPhases()
    {
        Complex[,] expected = Permuting(3, 3, 7);
        expected[3, 7] = -Complex.ImaginaryOne;
        expected[7, 3] = Complex.ImaginaryOne;
        expected[5, 5] = -1;
        Assert.Equal(0, DenseMatrix.MaxDistanceUpToPhase(UnitaryOf("rccx", 3), expected), Exact);
    }

    [Fact]
    public void RelativePhaseTripleControl_IsQiskitsMatrix()
    {
        Complex[,] expected = Permuting(4, 7, 15);
        expected[3, 3] = Complex.ImaginaryOne;
        expected[11, 11] = -Complex.ImaginaryOne;
        expected[7, 15] = 1;
        expected[15, 7] = -1;
        Assert.Equal(0, DenseMatrix.MaxDistanceUpToPhase(UnitaryOf("rc3x", 4), expected), Exact);
    }

    [Fact]
    public void ADefinitionThatSpellsOutARow_BecomesTheRow()
    {
        string[] lines = Programs.Lines("""
            gate ryy(t) a,b { rx(pi/2) a; rx(pi/2) b; cx a,b; rz(t) b; cx a,b; rx(-pi/2) a; rx(-pi/2) b; }
            gate rzx(t) a,b { h b; cx a,b; rz(t) b; cx a,b; h b; }
            gate iswap a,b { s a; s b; h a; cx a,b; cx b,a; h b; }
            gate dcx a,b { cx a,b; cx b,a; }
            gate ecr a,b { s a; sx b; cx a,b; x a; }
            gate xx_plus_yy(param0,param1) q0,q1 { rz(param1) q0; sdg q1; sx q1; s q1; s q0; cx q1,q0;
              ry((-0.5)*param0) q1; ry((-0.5)*param0) q0; cx q1,q0; sdg q0; sdg q1; sxdg q1; s q1; rz(-param1) q0; }
            gate xx_minus_yy(param0,param1) q0,q1 { rz(-param1) q1; sdg q0; sx q0; s q0; s q1; cx q0,q1; ry(0.5*param0) q0;
              ry((-0.5)*param0) q1; cx q0,q1; sdg q1; sdg q0; sxdg q0; s q0; rz(param1) q1; }
            gate csdg q0,q1 { tdg q0; cx q0,q1; t q1; cx q0,q1; tdg q1; }
            gate ccz q0,q1,q2 { h q2; ccx q0,q1,q2; h q2; }
            gate swap a,b { cx a,b; cx b,a; cx a,b; }
            qreg q[3];
            ryy(0.1) q[0],q[1]; rzx(0.2) q[0],q[1]; iswap q[0],q[1]; dcx q[1],q[0]; ecr q[0],q[1]; swap q[0],q[1];
            xx_plus_yy(0.3,0.4) q[0],q[1]; xx_minus_yy(0.3,0.4) q[0],q[1]; csdg q[0],q[1]; ccz q[0],q[1],q[2];
            """);
        Assert.Equal(
            [
                "ryy(0.1) q[0],q[1]", "rzx(0.2) q[0],q[1]", "iswap q[0],q[1]", "dcx q[1],q[0]", "ecr q[0],q[1]", "swap q[0],q[1]",
                "xx_plus_yy(0.3,0.4) q[0],q[1]", "xx_minus_yy(0.3,0.4) q[0],q[1]", "csdg q[0],q[1]", "ccz q[0],q[1],q[2]",
            ],
            lines);
    }

    [Fact]
    public void ADefinitionThatOnlyBearsARowsName_IsExpanded()
    {
        string[] lines = Programs.Lines("""
            gate dcx a,b { cx b,a; cx a,b; }
            gate ryy(t) a,b { cx a,b; rz(2*t) b; }
            gate rzx(t) a,b { barrier a,b; h b; cx a,b; rz(t) b; cx a,b; h b; }
            gate iswap(t) a { rz(ln(t)) a; }
            qreg q[2];
            dcx q[0],q[1]; ryy(0.5) q[0],q[1]; iswap(1) q[0];
            """);
        Assert.Equal(["cx q[1],q[0]", "cx q[0],q[1]", "cx q[0],q[1]", "rz(1) q[1]", "rz(0) q[0]"], lines);
    }

    [Fact]
    public void ThePapersOwnInclude_WrittenOut_BecomesRows()
    {
        Circuit circuit = Programs.ReadWhole("""
            OPENQASM 2.0;
            gate u3(theta,phi,lambda) q { U(theta,phi,lambda) q; }
            gate u2(phi,lambda) q { U(pi/2,phi,lambda) q; }
            gate u1(lambda) q { U(0,0,lambda) q; }
            gate cx c,t { CX c,t; }
            gate h a { u2(0,pi) a; }
            gate t a { u1(pi/4) a; }
            gate tdg a { u1(-pi/4) a; }
            gate rz(phi) a { u1(phi) a; }
            gate ccx a,b,c { h c; cx b,c; tdg c; cx a,c; t c; cx b,c; tdg c; cx a,c; t b; t c; h c; cx a,b; t a; tdg b; cx a,b; }
            gate crz(lambda) a,b { u1(lambda/2) b; cx a,b; u1(-lambda/2) b; cx a,b; }
            qreg q[3];
            h q[0]; rz(0.5) q[1]; ccx q[2],q[0],q[1]; crz(0.25) q[0],q[1];
            """);
        Assert.Equal("h q[0]\nrz(0.5) q[1]\nccx q[2],q[0],q[1]\ncrz(0.25) q[0],q[1]", string.Join("\n", circuit.Instructions));
    }

    private static Complex[,] UnitaryOf(string name, int qubitCount) => Programs.Unitary(Programs.Read(
        $"qreg q[{qubitCount}]; {name} {string.Join(",", Enumerable.Range(0, qubitCount).Select(q => $"q[{q}]"))};"));

    private static Complex[,] Controlled(Complex[,] u) =>
        DenseMatrix.Identity(u.GetLength(0)).Kronecker(DenseMatrix.Unit(2, 0, 0)).Add(u.Kronecker(DenseMatrix.Unit(2, 1, 1)));

    // The identity without the diagonal entries of two states.
    private static Complex[,] Permuting(int qubitCount, int first, int second)
    {
        Complex[,] result = DenseMatrix.Identity(1 << qubitCount);
        result[first, first] = result[second, second] = 0;
        return result;
    }
}
