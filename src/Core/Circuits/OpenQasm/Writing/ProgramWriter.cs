using System.Globalization;
using System.Text;

namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>Writes a program from top to bottom: header, inputs, definitions, registers, statements.</summary>
internal sealed class ProgramWriter
{
    private const int LongestText = 400_000_000;

    private const string DefinedQubits = "abc";

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
            if (_dialect.Basis.NameOf(gate) is null)
            {
                Line(Definition(gate));
            }
        }
    }

    // Parameters p0, p1, … and qubits a, b, … are in alphabetical order: Qiskit's importer of version 3 binds arguments to the sorted
    // names.
    private string Definition(Gate gate)
    {
        var whole = new GateInstruction(
            gate,
            Enumerable.Range(0, gate.QubitCount).ToEquatableArray(),
            Enumerable.Range(0, gate.ParameterCount).Select(Angle.Weight).ToEquatableArray());
        string parameters = gate.ParameterCount == 0 ? "" : $"({string.Join(",", whole.Angles.Select(ParameterText))})";
        IEnumerable<string> steps =
            _dialect.Basis.Reduce(whole).Select(g => $"{Text(g, ParameterText, q => DefinedQubits[q].ToString())};");
        return $"gate {gate.Name}{parameters} {string.Join(",", DefinedQubits.Take(gate.QubitCount))} {{ {string.Join(" ", steps)} }}";

        static string ParameterText(Angle angle) =>
            angle.ToString(s => "p" + s.Index.ToString(CultureInfo.InvariantCulture), "^");
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

        if (count > 1 && body is Measurement measurement
            && conditions.Any(c => c.Bits.Any(bit => _bits.Of(bit) == _bits.Of(measurement.Bit))))
        {
            throw new CircuitException(
                $"'{instruction}' changes the register that it tests, which takes more than one statement to write; "
                + "test the whole register, or measure into another bit");
        }
    }

    private IEnumerable<string> Statements(Instruction instruction) => instruction switch
    {
        GateInstruction gate => Written(gate).Select(g => Text(g, _dialect.Angle, Qubit) + ";"),
        Measurement measurement => [_dialect.Measure(Qubit(measurement.Qubit), _bits.Bit(measurement.Bit))],
        Reset reset => [$"reset {Qubit(reset.Qubit)};"],
        Barrier { Targets.Count: 0 } => [],
        Barrier barrier => [$"barrier {Qubits(barrier.Targets)};"],
        _ => throw new CircuitException($"'{instruction}' cannot be written as OpenQASM"),
    };

    // Gates given by a matrix, and gates with many controls outside the basis, have no name; their decompositions have.
    private IEnumerable<GateInstruction> Written(GateInstruction gate) => !_dialect.HasDefinitions ? _dialect.Basis.Reduce(gate)
        : gate.Gate.IsUnitary || (Controls.IsMany(gate.Gate) && _dialect.Basis.NameOf(gate.Gate) is null) ? GateRewrite.Of(gate)!
        : [gate];

    private string Text(GateInstruction gate, Func<Angle, string> angle, Func<int, string> qubit)
    {
        string angles = gate.Angles.Count == 0 ? "" : "(" + string.Join(",", gate.Angles.Select(angle)) + ")";
        return $"{_dialect.Basis.NameOf(gate.Gate) ?? gate.Gate.Name}{angles} {string.Join(",", gate.Targets.Select(qubit))}";
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
