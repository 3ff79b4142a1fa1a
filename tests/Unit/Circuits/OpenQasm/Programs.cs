using System.Numerics;
using CutAwareQnn.Circuits;
using CutAwareQnn.Circuits.OpenQasm;
using CutAwareQnn.Reference;
using Xunit;

namespace CutAwareQnn.Unit.Circuits.OpenQasm;

/// <summary>Programs as tests write them.</summary>
internal static class Programs
{
    public const string Header = "OPENQASM 2.0;\ninclude \"qelib1.inc\";\n";

    /// <summary>Reads statements after the header, and checks the circuit against the builder's rules.</summary>
    public static Circuit Read(string statements) => ReadWhole(Header + statements);

    /// <summary>Reads a program; the builder must accept every instruction.</summary>
    public static Circuit ReadWhole(string text)
    {
        Circuit circuit = OpenQasm2Reader.Read(text);
        var builder = new CircuitBuilder(circuit.QubitCount, circuit.BitCount);
        foreach (Instruction instruction in circuit.Instructions)
            builder.Add(instruction);
        Assert.Equal(builder.Build(), circuit);
        return circuit;
    }

    /// <summary>Returns the instructions, one per line.</summary>
    public static string[] Lines(string statements) => [.. Read(statements).Instructions.Select(i => i.ToString())];

    public static Complex[,] Unitary(Circuit circuit) =>
        DenseCircuit.Unitary(circuit.QubitCount, circuit.Instructions.Select(i => ((ReferenceStep.Gate)Step(i)).Operation));

    /// <summary>Returns the instruction as the oracle runs it.</summary>
    public static ReferenceStep Step(Instruction instruction) => instruction switch
    {
        GateInstruction gate => new ReferenceStep.Gate(
            new(gate.Gate.Name, [.. gate.Angles.Select(a => a.Constant)], [.. gate.Targets])),
        Measurement measurement => new ReferenceStep.Measure(measurement.Qubit, measurement.Bit),
        Reset reset => new ReferenceStep.Reset(reset.Qubit),
        Conditional conditional => new ReferenceStep.Conditional(
            [.. conditional.Condition.Bits], (int)conditional.Condition.Value, Step(conditional.Body)),
        _ => throw new ArgumentException($"'{instruction}' has no step", nameof(instruction)),
    };
}
