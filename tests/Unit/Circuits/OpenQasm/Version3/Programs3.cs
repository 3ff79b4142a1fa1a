using System.Numerics;
using CutAwareQnn.Circuits;
using CutAwareQnn.Circuits.OpenQasm;
using CutAwareQnn.Reference;
using Xunit;

namespace CutAwareQnn.Unit.Circuits.OpenQasm;

/// <summary>Programs of version 3 as tests write them.</summary>
internal static class Programs3
{
    public const string Header = "OPENQASM 3.0;\ninclude \"stdgates.inc\";\n";

    /// <summary>Reads statements after the header, and checks the circuit against the builder's rules.</summary>
    public static Circuit Read(string statements) => ReadWhole(Header + statements).Circuit;

    /// <summary>Reads a program; the builder must accept every instruction.</summary>
    public static OpenQasmProgram ReadWhole(string text)
    {
        OpenQasmProgram program = OpenQasm3Reader.Read(text);
        Circuit circuit = program.Circuit;
        CircuitBuilder builder = new CircuitBuilder(circuit.QubitCount, circuit.BitCount)
            .Reserve(program.FeatureNames.Count, program.WeightNames.Count);
        foreach (Instruction instruction in circuit.Instructions)
            builder.Add(instruction);
        Assert.Equal(builder.Build(), circuit);
        return program;
    }

    /// <summary>Returns the instructions, one per line.</summary>
    public static string[] Lines(string statements) => [.. Read(statements).Instructions.Select(i => i.ToString())];

    /// <summary>Returns the unitary of a circuit of constant gates, by the oracle's matrices; a gate that is a matrix is its own.</summary>
    public static Complex[,] Unitary(Circuit circuit) => circuit.Instructions.Cast<GateInstruction>().Aggregate(
        DenseMatrix.Identity(1 << circuit.QubitCount),
        (product, g) => DenseCircuit.Embed(circuit.QubitCount, Matrix(g), [.. g.Targets]).Multiply(product));

    /// <summary>Fails where the circuit of some statements is not this unitary up to a global phase.</summary>
    public static void AssertUnitary(string statements, Complex[,] expected)
    {
        double distance = DenseMatrix.MaxDistanceUpToPhase(expected, Unitary(Read(statements)));
        Assert.True(distance < 1e-10, $"{statements} is off by {distance}");
    }

    /// <summary>Fails where two programs differ by more than a global phase.</summary>
    public static void AssertSame(string statements, string expected) => AssertUnitary(statements, Unitary(Read(expected)));

    /// <summary>Returns the state after all outcomes, by the oracle.</summary>
    public static Complex[,] Density(Circuit circuit) => DenseCircuit.Density(
        circuit.QubitCount, circuit.BitCount,
        circuit.Instructions.Where(i => i is not CutAwareQnn.Circuits.Barrier).SelectMany(Steps));

    /// <summary>Fails where two programs leave different mixed states.</summary>
    public static void AssertSameState(string statements, string expected) =>
        Assert.InRange(DenseMatrix.MaxDistance(Density(Read(statements)), Density(Read(expected))), 0, 1e-12);

    /// <summary>Returns the instruction as the oracle runs it; a negated condition is one for each other value.</summary>
    public static IEnumerable<ReferenceStep> Steps(Instruction instruction)
    {
        if (instruction is not Conditional { Condition: { } condition, Body: { } body })
            return [Programs.Step(instruction)];
        int[] values = condition.IsNegated
            ? [.. Enumerable.Range(0, 1 << condition.Bits.Count).Where(v => v != condition.Value)]
            : [(int)condition.Value];
        return values.SelectMany(v => Steps(body).Select(s => new ReferenceStep.Conditional([.. condition.Bits], v, s)));
    }

    /// <summary>Returns the matrix of a gate of the table by the oracle, or of a gate that is one.</summary>
    public static Complex[,] Matrix(GateInstruction gate)
    {
        if (!gate.Gate.IsUnitary)
            return new ReferenceGate(gate.Gate.Name, [.. gate.Angles.Select(a => a.Constant)], [.. gate.Targets]).Matrix();
        ComplexMatrix own = gate.Gate.Matrix();
        var matrix = new Complex[own.Dimension, own.Dimension];
        for (int r = 0; r < own.Dimension; r++)
        {
            for (int c = 0; c < own.Dimension; c++)
                matrix[r, c] = own[r, c];
        }
        return matrix;
    }
}
