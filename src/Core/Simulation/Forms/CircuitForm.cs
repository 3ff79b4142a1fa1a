using System.Numerics;
using CutAwareQnn.Circuits;
using CutAwareQnn.Cutting;

namespace CutAwareQnn.Simulation;

/// <summary>Circuits in forms, cut ends included.</summary>
internal static class CircuitForm
{
    private const byte Gate = 1;
    private const byte Unitary = 2;
    private const byte Measurement = 3;
    private const byte Reset = 4;
    private const byte Barrier = 5;
    private const byte Conditional = 6;
    private const byte CutEnd = 7;

    private const int DeepestNesting = 100;

    public static void Write(FormWriter writer, Circuit circuit)
    {
        writer.Write(circuit.QubitCount);
        writer.Write(circuit.BitCount);
        writer.Write(circuit.FeatureCount);
        writer.Write(circuit.WeightCount);
        WriteAll(writer, circuit.Instructions);
    }

    /// <summary>Writes instructions after their count.</summary>
    public static void WriteAll(FormWriter writer, IReadOnlyList<Instruction> instructions)
    {
        writer.Write(instructions.Count);
        foreach (Instruction instruction in instructions)
        {
            Write(writer, instruction);
        }
    }

    public static Circuit Read(ref FormReader reader)
    {
        int qubits = reader.Int32();
        int bits = reader.Int32();
        int features = reader.Int32();
        int weights = reader.Int32();
        if (bits < 0 || features < 0 || weights < 0)
        {
            throw reader.Wrong("a circuit has a negative count");
        }

        CircuitBuilder builder = new CircuitBuilder(qubits, bits).Reserve(features, weights);
        foreach (Instruction instruction in ReadAll(ref reader))
        {
            builder.Add(instruction);
        }

        Circuit circuit = builder.Build();
        return circuit.FeatureCount == features && circuit.WeightCount == weights
            ? circuit
            : throw reader.Wrong("a circuit uses more features or weights than it has");
    }

    /// <summary>Reads instructions after their count.</summary>
    public static Instruction[] ReadAll(ref FormReader reader)
    {
        var instructions = new Instruction[reader.Count(5)];
        for (int i = 0; i < instructions.Length; i++)
        {
            instructions[i] = Read(ref reader, 0);
        }

        return instructions;
    }

    private static void Write(FormWriter writer, Instruction instruction)
    {
        switch (instruction)
        {
            case GateInstruction gate:
                Write(writer, gate);
                break;
            case Measurement measurement:
                writer.Write(Measurement);
                writer.Write(measurement.Qubit);
                writer.Write(measurement.Bit);
                break;
            case Reset reset:
                writer.Write(Reset);
                writer.Write(reset.Qubit);
                break;
            case Barrier barrier:
                writer.Write(Barrier);
                writer.WriteCounted(barrier.Targets);
                break;
            case Conditional conditional:
                byte[] value = conditional.Condition.Value.ToByteArray();
                writer.Write(Conditional);
                writer.WriteCounted(conditional.Condition.Bits);
                writer.Write(value.Length);
                writer.Write(value);
                writer.Write(conditional.Condition.IsNegated);
                Write(writer, conditional.Body);
                break;
            case CutEnd end:
                writer.Write(CutEnd);
                writer.Write(end.Leg);
                writer.Write(end.Place);
                writer.Write(end.Qubit);
                break;
            default:
                throw new BackendException($"instruction '{instruction}' has no form; write it with gates");
        }
    }

    private static void Write(FormWriter writer, GateInstruction instruction)
    {
        Gate gate = instruction.Gate;
        if (gate.IsUnitary)
        {
            writer.Write(Unitary);
            writer.Write((byte)gate.QubitCount);
            foreach (Complex entry in gate.Matrix().Entries)
            {
                writer.Write(entry.Real);
                writer.Write(entry.Imaginary);
            }
        }
        else
        {
            writer.Write(Gate);
            writer.Write((byte)gate.QubitCount);
            writer.Write((byte)gate.ParameterCount);
            writer.Write(ReferenceEquals(Gates.Find(gate.Name, gate.QubitCount), gate)
                ? gate.Name
                : throw new BackendException($"gate {gate} on {gate.QubitCount} qubits is not in the gate table; give it by its matrix"));
        }

        foreach (int target in instruction.Targets)
        {
            writer.Write(target);
        }

        foreach (Angle angle in instruction.Angles)
        {
            AngleForm.Write(writer, angle);
        }
    }

    private static Instruction Read(ref FormReader reader, int depth)
    {
        byte kind = reader.Byte();
        switch (kind)
        {
            case Gate:
                int qubitCount = reader.Byte();
                int angleCount = reader.Byte();
                string name = reader.Text();
                return Gates.Find(name, qubitCount) is { } known && known.ParameterCount == angleCount
                    ? OnTargets(ref reader, known)
                    : throw reader.Wrong(
                        $"the gate table has no {QuotedText.Of(name)} on {Counted.Of(qubitCount, "qubit")} "
                        + $"with {Counted.Of(angleCount, "angle")}");
            case Unitary:
                int dimension = reader.Byte() switch
                {
                    1 => 2,
                    2 => 4,
                    byte qubits => throw reader.Wrong($"a matrix acts on {qubits} qubits"),
                };
                double[] numbers = reader.Doubles(2 * dimension * dimension);
                Complex[] entries = [.. numbers.Chunk(2).Select(parts => new Complex(parts[0], parts[1]))];
                return OnTargets(ref reader, Circuits.Gate.Unitary(new(entries)));
            case Measurement:
                int measured = reader.Int32();
                return new Measurement(measured, reader.Int32());
            case Reset:
                return new Reset(reader.Int32());
            case Barrier:
                return new Barrier(EquatableArray<int>.Of(reader.CountedInt32s()));
            case Conditional when depth < DeepestNesting:
                int[] bits = reader.CountedInt32s();
                var value = new BigInteger(reader.Take(reader.Count(1)));
                bool isNegated = reader.Flag();
                return new Conditional(new(EquatableArray<int>.Of(bits), value, isNegated), Read(ref reader, depth + 1));
            case CutEnd:
                int leg = reader.Int32();
                int place = reader.Int32();
                return new CutEnd(leg, place, reader.Int32());
            default:
                throw reader.Wrong($"an instruction of kind {kind} is unknown or too deep");
        }
    }

    private static GateInstruction OnTargets(ref FormReader reader, Gate gate)
    {
        int[] targets = new int[gate.QubitCount];
        for (int i = 0; i < targets.Length; i++)
        {
            targets[i] = reader.Int32();
        }

        var angles = new Angle[gate.ParameterCount];
        for (int i = 0; i < angles.Length; i++)
        {
            angles[i] = AngleForm.Read(ref reader);
        }

        return new(gate, EquatableArray<int>.Of(targets), EquatableArray<Angle>.Of(angles));
    }
}
