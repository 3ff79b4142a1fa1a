using System.Numerics;
using CutAwareQnn.Circuits;
using CutAwareQnn.Circuits.OpenQasm;
using CutAwareQnn.Reference;
using Xunit;

namespace CutAwareQnn.Unit.Circuits.OpenQasm;

/// <summary>What the writers print, and what they refuse; the property tests hold the round trip.</summary>
public sealed class WriterTests
{
    /// <summary>Some dozens of products of entries of size 1.</summary>
    private const double Exact = 1e-11;

    [Fact]
    public void Version2_UsesTheNamesOfThePaperAndDefinesTheRest()
    {
        Circuit circuit = new CircuitBuilder(2, 1)
            .Add(Gates.U, [Math.PI / 2, 0.1, -Math.PI], 0)
            .Add(Gates.P, 1e-7, 1)
            .Add(Gates.DCX, 0, 1)
            .Add(new Measurement(0, 0))
            .Add(new Conditional(new(EquatableArray<int>.Of(0), 1), new Reset(1)))
            .Build();
        Assert.Equal(
            """
            OPENQASM 2.0;
            include "qelib1.inc";
            gate dcx a,b { cx a,b; cx b,a; }
            qreg q[2];
            creg c[1];
            u3(pi/2,0.1,-pi) q[0];
            u1(1.0E-07) q[1];
            dcx q[0],q[1];
            measure q[0] -> c[0];
            if(c==1) reset q[1];

            """,
            OpenQasm2Writer.Write(circuit));
    }

    [Fact]
    public void Version3_DeclaresInputsAndKeepsExpressions()
    {
        Circuit circuit = new CircuitBuilder(2, 2)
            .Add(Gates.RY, 2 * (Angle.Feature(0) - Math.PI) * (Angle.Feature(1) - Math.PI), 0)
            .Add(Gates.RZ, Angle.Apply(AngleFunction.Ln, Angle.Weight(0)) / 3, 1)
            .Add(Gates.RX, Angle.Power(Angle.Weight(0), 2), 1)
            .Add(Gates.RXX, 0.5, 0, 1)
            .Add(new Measurement(1, 1))
            .Add(new Conditional(new(EquatableArray<int>.Of(1), 1, IsNegated: true), new GateInstruction(
                Gates.X, EquatableArray<int>.Of(0), EquatableArray<Angle>.Empty)))
            .Build();
        Assert.Equal(
            """
            OPENQASM 3.0;
            include "stdgates.inc";
            input float[64] x_0;
            input float[64] x_1;
            input float[64] w_0;
            gate rxx(p0) a,b { h a; h b; cx a,b; rz(p0) b; cx a,b; h b; h a; }
            qubit[2] q;
            bit[1] c0;
            bit[1] c1;
            ry(2*(-pi + x_0)*(-pi + x_1)) q[0];
            rz(log(w_0)/3) q[1];
            rx(w_0*w_0) q[1];
            rxx(0.5) q[0],q[1];
            c1[0] = measure q[1];
            if (!c1[0]) { x q[0]; }

            """,
            OpenQasm3Writer.Write(circuit));
    }

    [Fact]
    public void Registers_TakeNoNameOfAnInput()
    {
        Circuit circuit = new CircuitBuilder(1).Add(Gates.RX, Angle.Weight(0), 0).Build();
        string text = OpenQasm3Writer.Write(new OpenQasmProgram(circuit, EquatableArray<string>.Empty, EquatableArray<string>.Of("q")));
        Assert.Contains("qubit[1] q_;", text, StringComparison.Ordinal);
        Assert.Contains("rx(q) q_[0];", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Version2_OfAConditionOnPartOfARegister_RepeatsTheStatementForEachValue()
    {
        Circuit circuit = Measured(3)
            .Add(new Conditional(new(EquatableArray<int>.Of(0, 1, 2), 5), new Reset(0)))
            .Add(new Conditional(
                new(EquatableArray<int>.Of(1), 1), new Conditional(new(EquatableArray<int>.Of(2), 0), new Reset(0))))
            .Build();
        string text = OpenQasm2Writer.Write(circuit);
        Assert.EndsWith("if(c==5) reset q[0];\nif(c==2) reset q[0];\nif(c==3) reset q[0];\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Version2_ListsNoValuesOfBitsThatNothingWrites()
    {
        Circuit circuit = new CircuitBuilder(1, 40)
            .Add(new Measurement(0, 3))
            .Add(new Conditional(new(EquatableArray<int>.Of(3, 39), 1), new Reset(0)))
            .Build();
        Assert.EndsWith("if(c3==1) reset q[0];\n", OpenQasm2Writer.Write(circuit), StringComparison.Ordinal);
    }

    [Fact]
    public void Version3_OfAConditionOnPartOfARegister_NestsTestsOfBits()
    {
        Circuit circuit = Measured(12)
            .Add(new Conditional(new(EquatableArray<int>.Of(0, 11), 1), new Reset(0)))
            .Add(new Conditional(new(EquatableArray<int>.Of(0, 11), 3, IsNegated: true), new Reset(0)))
            .Build();
        string text = OpenQasm3Writer.Write(circuit);
        Assert.EndsWith(
            "if (c0[0]) { if (!c11[0]) { reset q[0]; } }\n"
            + "if (!c0[0]) { reset q[0]; }\n"
            + "if (c0[0]) { if (!c11[0]) { reset q[0]; } }\n",
            text,
            StringComparison.Ordinal);
    }

    [Fact]
    public void ManyConditionsOverManyBits_AreWrittenInLinearTime()
    {
        const int Bits = 1_000_000;
        var bits = EquatableArray<int>.Of(0, Bits - 1);
        CircuitBuilder builder = new CircuitBuilder(1, Bits).Add(new Measurement(0, 0)).Add(new Measurement(0, Bits - 1));
        for (int i = 0; i < 20_000; i++)
        {
            builder.Add(new Conditional(new(bits, 3), new Reset(0)));
        }

        Assert.Contains("if (c0[0]) { if (c999999[0])", OpenQasm3Writer.Write(builder.Build()), StringComparison.Ordinal);
        Assert.Contains(
            "list value by value",
            Assert.Throws<CircuitException>(() => OpenQasm2Writer.Write(builder.Build())).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void ElementsOfAnArray_AreDeclaredAsOne_AndNamesOfGatesAreAvoided()
    {
        Circuit circuit = new CircuitBuilder(1)
            .Reserve(3, 1)
            .Add(Gates.RX, Angle.Feature(1) + Angle.Feature(2), 0)
            .Add(Gates.RX, Angle.Weight(0), 0)
            .Build();
        var program = new OpenQasmProgram(circuit, EquatableArray<string>.Of("x[0]", "x[1]", "x_2"), EquatableArray<string>.Of("rx"));
        string text = OpenQasm3Writer.Write(program);
        Assert.Contains("input array[float[64], 2] x_;\ninput float[64] x_2;\ninput float[64] rx_;\n", text, StringComparison.Ordinal);
        Assert.Contains("rx(x_[1] + x_2) q[0];\nrx(rx_) q[0];\n", text, StringComparison.Ordinal);
        Assert.Equal(circuit, OpenQasmReader.Read(text).Circuit);
    }

    [Fact]
    public void UnitaryGates_AreWrittenAsTheirDecompositions()
    {
        ComplexMatrix fourth = ComplexMatrix.Create(4, (r, c) => 0.5 * Complex.Pow(Complex.ImaginaryOne, r * c));
        Circuit circuit = new CircuitBuilder(2)
            .Add(Gate.Unitary(fourth), 1, 0)
            .Add(Gate.Unitary(new(0, Complex.ImaginaryOne, 1, 0)), 1)
            .Build();
        Circuit read = OpenQasm2Reader.Read(OpenQasm2Writer.Write(circuit));
        Complex[,] dense = new Complex[4, 4];
        for (int i = 0; i < 16; i++)
        {
            dense[i / 4, i % 4] = fourth.Entries[i];
        }

        Complex[,] expected = DenseCircuit.Embed(2, new[,] { { 0, Complex.ImaginaryOne }, { 1, 0 } }, [1])
            .Multiply(DenseCircuit.Embed(2, dense, [1, 0]));
        Assert.Equal(0, DenseMatrix.MaxDistanceUpToPhase(expected, Programs.Unitary(read)), Exact);
    }

    [Fact]
    public void Version2_OfSymbols_SaysToBindThem()
    {
        Circuit circuit = new CircuitBuilder(1).Add(Gates.RX, Angle.Feature(0), 0).Build();
        Assert.Contains(
            "bind them, or write version 3",
            Assert.Throws<CircuitException>(() => OpenQasm2Writer.Write(circuit)).Message,
            StringComparison.Ordinal);
        Assert.Contains("rx(0.25) q[0];", OpenQasm2Writer.Write(circuit.Bind([0.25], [])), StringComparison.Ordinal);
    }

    private static CircuitBuilder Measured(int bits)
    {
        var builder = new CircuitBuilder(1, bits);
        for (int bit = 0; bit < bits; bit++)
        {
            builder.Add(new Measurement(0, bit));
        }

        return builder;
    }
}
