using System.Text;

namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>Writes a program from top to bottom: header, inputs, definitions, registers, statements.</summary>
internal sealed class ProgramWriter
{
    private const int LongestText = 400_000_000;

    private readonly Circuit _circuit;
    private readonly Dialect _dialect;
    private readonly string _qubits;
    private readonly BitRegisters _bits;
    private readonly StringBuilder _text = new();

    public ProgramWriter(Circuit circuit, Dialect dialect)
    {
        _circuit = circuit;
        _dialect = dialect;
        HashSet<string> taken = new(dialect.TakenNames, StringComparer.Ordinal);
        _qubits = Free("q", taken);
        _bits = new(circuit, dialect, (number, isOnly) => Free(isOnly ? "c" : $"c{number}", taken));
    }

    public string Write()
    {
        _text.Append(_dialect.Header);
        foreach (string input in _dialect.Inputs)
        {
            Line(input);
        }

        Definitions();
        Line(_dialect.DeclareQubits(_qubits, _circuit.QubitCount));
        foreach (Register register in _bits.All)
        {
            Line(_dialect.DeclareBits(register.Name, register.Count));
        }

        foreach (Instruction instruction in _circuit.Instructions)
        {
            Write(instruction);
        }

        return _text.ToString();
    }

    private static string Free(string name, HashSet<string> taken)
    {
        while (!taken.Add(name))
        {
            name += "_";
        }

        return name;
    }

    private void Definitions()
    {
        foreach (Gate gate in _circuit.Instructions.Select(i => i.Unconditional()).OfType<GateInstruction>()
            .SelectMany(Written).Select(g => g.Gate).Distinct().OrderBy(g => g.Name, StringComparer.Ordinal))
        {
            if (_dialect.LibraryName(gate) is null)
            {
                Line(ExportDefinitions.Of(gate));
            }
        }
    }

    private void Write(Instruction instruction)
    {
        if (instruction is not Conditional)
        {
            foreach (string statement in Statements(instruction))
            {
                Line(statement);
            }

            return;
        }

        Condition[] conditions = [.. BitRegisters.ConditionsOf(instruction)];
        Instruction body = instruction.Unconditional();
        int count = 0;
        foreach (string line in Statements(body).SelectMany(s => _dialect.Conditional(conditions, _bits, s)))
        {
            Line(line);
            count++;
        }

        if (count > 1 && body is Measurement measurement && conditions.Any(c => c.Bits.Any(bit => _bits.Of(bit) == _bits.Of(measurement.Bit))))
        {
            throw new CircuitException(
                $"'{instruction}' changes the register that it tests, which takes more than one statement to write; "
                + "test the whole register, or measure into another bit");
        }
    }

    private IEnumerable<string> Statements(Instruction instruction) => instruction switch
    {
        GateInstruction gate => Written(gate).Select(Text),
        Measurement measurement => [_dialect.Measure(Qubit(measurement.Qubit), _bits.Bit(measurement.Bit))],
        Reset reset => [$"reset {Qubit(reset.Qubit)};"],
        Barrier { Targets.Count: 0 } => [],
        Barrier barrier => [$"barrier {Qubits(barrier.Targets)};"],
        _ => throw new CircuitException($"'{instruction}' cannot be written as OpenQASM"),
    };

    // Gates given by a matrix, and gates with many controls in version 2, have no name; their decompositions have.
    private IEnumerable<GateInstruction> Written(GateInstruction gate)
    {
        if (Controls.WrittenOut(gate) is { } narrow && _dialect.LibraryName(gate.Gate) is null)
        {
            return narrow;
        }

        if (!gate.Gate.IsUnitary)
        {
            return [gate];
        }

        if (gate.Gate.QubitCount == 2)
        {
            return WeylDecomposition.Of(gate.Gate.Matrix()).ToGates(gate.Targets[0], gate.Targets[1]);
        }

        EulerAngles angles = EulerAngles.Of(gate.Gate.Matrix());
        return [new(Gates.U, gate.Targets, EquatableArray<Angle>.Of(angles.Theta, angles.Phi, angles.Lambda))];
    }

    private string Text(GateInstruction gate)
    {
        string angles = gate.Angles.Count == 0 ? "" : "(" + string.Join(",", gate.Angles.Select(_dialect.Angle)) + ")";
        return $"{_dialect.LibraryName(gate.Gate) ?? gate.Gate.Name}{angles} {Qubits(gate.Targets)};";
    }

    private string Qubits(IEnumerable<int> qubits) => string.Join(",", qubits.Select(Qubit));

    private string Qubit(int qubit) => $"{_qubits}[{qubit}]";

    // Conditions on parts of registers may take many lines each.
    private void Line(string line)
    {
        if (_text.Length + line.Length > LongestText)
        {
            throw new CircuitException($"the program would be longer than {LongestText} characters; split the circuit");
        }

        _text.Append(line).Append('\n');
    }
}
