using System.Globalization;
using System.Text;
using CutAwareQnn.Circuits;
using CutAwareQnn.Circuits.OpenQasm;

namespace CutAwareQnn.Runtime;

/// <summary>Writes circuits in a dialect: one statement per line, plain decimal angles, no definitions, loops or conditions.</summary>
public static class DeviceProgram
{
    private const string Qubits = "q";

    /// <summary>The name of the only register, where a dialect has one.</summary>
    public const string OnlyRegister = "bits";

    /// <summary>Writes a circuit.</summary>
    /// <param name="circuit">The circuit; its weights become inputs, which version 3 has.</param>
    /// <param name="registers">Its classical registers, in order, covering all bits.</param>
    /// <param name="dialect">The dialect.</param>
    /// <exception cref="BackendException">The dialect cannot express an instruction.</exception>
    public static string Write(Circuit circuit, IReadOnlyList<ClassicalRegister> registers, DeviceDialect dialect)
    {
        ClassicalRegister[] declared = [.. Declared(circuit, registers, dialect)];
        bool isThird = dialect.Version == 3;
        var text = new StringBuilder();
        Line(isThird ? "OPENQASM 3.0;" : "OPENQASM 2.0;");
        if (dialect.Include is { } include)
        {
            Line($"include \"{include}\";");
        }

        for (int i = 0; i < circuit.WeightCount; i++)
        {
            Line($"input float[64] {Input(i)};");
        }

        Line(isThird ? $"qubit[{circuit.QubitCount}] {Qubits};" : $"qreg {Qubits}[{circuit.QubitCount}];");
        foreach (ClassicalRegister register in declared)
        {
            Line(isThird ? $"bit[{register.Count}] {register.Name};" : $"creg {register.Name}[{register.Count}];");
        }

        HashSet<int> measured = [];
        foreach (Instruction instruction in circuit.Instructions)
        {
            foreach (string statement in Statements(instruction, declared, dialect, measured))
            {
                Line(statement);
            }
        }

        return text.ToString();

        void Line(string line) => text.Append(line).Append('\n');
    }

    /// <summary>The registers that a dialect declares for a circuit.</summary>
    public static IEnumerable<ClassicalRegister> Declared(
        Circuit circuit, IReadOnlyList<ClassicalRegister> registers, DeviceDialect dialect) =>
        dialect.HasOneRegister && circuit.BitCount > 0 ? [new(OnlyRegister, 0, circuit.BitCount)] : registers;

    private static IEnumerable<string> Statements(
        Instruction instruction, ClassicalRegister[] registers, DeviceDialect dialect, HashSet<int> measured)
    {
        if (dialect.IsTerminal && instruction is not (Measurement or Circuits.Barrier) && instruction.Qubits.Any(measured.Contains))
        {
            throw new BackendException(
                $"'{instruction}' follows a measurement of its qubit, which {dialect.Name} does not read; defer measurements with "
                + "--no-mid-circuit");
        }

        switch (instruction)
        {
            case GateInstruction gate:
                return DeviceGates.Lower(gate).Select(g => Text(g, dialect));
            case Measurement measurement:
                if (!measured.Add(measurement.Qubit) && dialect.IsTerminal)
                {
                    throw new BackendException(
                        $"{dialect.Name} measures a qubit once, at the end; defer measurements with --no-mid-circuit");
                }

                string qubit = $"{Qubits}[{measurement.Qubit}]";
                string bit = Bit(measurement.Bit, registers);
                return [dialect.Version == 3 ? $"{bit} = measure {qubit};" : $"measure {qubit} -> {bit};"];
            case Circuits.Barrier:
                return [];
            default:
                throw new BackendException(
                    $"'{instruction}' cannot leave the process: devices are given circuits of gates and measurements; "
                    + "remove resets and conditions");
        }
    }

    private static string Text(GateInstruction gate, DeviceDialect dialect)
    {
        string name = gate.Gate.Name == "cx" ? dialect.ControlledNot : gate.Gate.Name;
        string angle = gate.Angles.Count == 0 ? "" : $"({Text(gate.Angles[0])})";
        return $"{name}{angle} {string.Join(",", gate.Targets.Select(q => $"{Qubits}[{q}]"))};";
    }

    // A slot of a fragment is a weight alone, in an inverse gate its negative.
    private static string Text(Angle angle)
    {
        if (angle.IsConstant)
        {
            return Decimal(angle.Constant);
        }

        Symbol symbol = angle.Symbols.First();
        return angle.Equals(Angle.Of(symbol)) ? Input(symbol.Index)
            : angle.Equals(-Angle.Of(symbol)) ? "-" + Input(symbol.Index)
            : throw new CircuitException($"angle {angle} is no input of its own; bind it first");
    }

    private static string Input(int index) => string.Create(CultureInfo.InvariantCulture, $"p_{index}");

    private static string Bit(int bit, ClassicalRegister[] registers)
    {
        ClassicalRegister register = Array.Find(registers, r => bit >= r.First && bit < r.First + r.Count)!;
        return $"{register.Name}[{bit - register.First}]";
    }

    // Some readers know no exponents.
    private static string Decimal(double angle)
    {
        string shortest = angle.ToString("R", CultureInfo.InvariantCulture);
        return shortest.Contains('E', StringComparison.Ordinal)
            ? angle.ToString("F24", CultureInfo.InvariantCulture).TrimEnd('0')
            : shortest.Contains('.', StringComparison.Ordinal) ? shortest : shortest + ".0";
    }
}
