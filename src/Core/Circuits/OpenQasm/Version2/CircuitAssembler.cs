namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>
/// Collects the instructions of a program: repeats statements over registers, expands gates, and checks the limit of size.
/// </summary>
/// <remarks>
/// The circuit is made without <see cref="CircuitBuilder"/>: everything is checked here already, where the place in the text is
/// known, and the builder compares each pair of a barrier's qubits, which a register of a million makes 5e11 comparisons.
/// </remarks>
internal sealed class CircuitAssembler : IExpansionSink
{
    private const int FewQubits = 8;

    private readonly SourceText _source;
    private readonly List<Instruction> _instructions = [];
    private readonly List<EquatableArray<int>> _singles = [];
    private readonly HashSet<int> _seen = [];
    private long _size;
    private int _position;
    private string _gateName = "";

    public CircuitAssembler(SourceText source)
    {
        _source = source;
    }

    /// <summary>The instructions so far.</summary>
    public IReadOnlyList<Instruction> Instructions => _instructions;

    /// <summary>What the instructions to come depend on; null for nothing.</summary>
    public Condition? Condition { get; set; }

    public void Apply(Token name, GateDefinition gate, List<double> angles, List<Operand> operands)
    {
        int repetitions = Repetitions(operands);
        Charge(name.Start, Math.Min(gate.Size, Expansion.LargestSize + 1) * repetitions);
        _position = name.Start;
        _gateName = gate.Name;
        double[] values = angles.Count == 0 ? [] : angles.ToArray();
        for (int i = 0; i < repetitions; i++)
        {
            Expansion.Expand(gate, values, Targets(operands, i), this);
        }
    }

    public void Measure(Token word, Operand qubits, Operand bits)
    {
        if (qubits.Count != bits.Count)
        {
            throw _source.Error(
                bits.Position,
                $"the measurement names {Counted.Of(qubits.Count, "qubit")} and {Counted.Of(bits.Count, "bit")}; give as many bits as "
                + "qubits");
        }

        if (Condition is not null && qubits.Count > 1 && Condition.Bits.Contains(bits.First))
        {
            throw _source.Error(
                bits.Position,
                "the measurement changes the register that it depends on while it repeats; "
                + "measure bit by bit, or into another register");
        }

        Charge(word.Start, qubits.Count);
        for (int i = 0; i < qubits.Count; i++)
        {
            Add(new Measurement(qubits.At(i), bits.At(i)));
        }
    }

    public void Reset(Token word, Operand qubits)
    {
        Charge(word.Start, qubits.Count);
        for (int i = 0; i < qubits.Count; i++)
        {
            Add(new Reset(qubits.At(i)));
        }
    }

    public void AddBarrier(Token word, List<Operand> operands)
    {
        Charge(word.Start, operands.Sum(o => (long)o.Count));
        _seen.Clear();
        List<int> qubits = [];
        foreach (Operand operand in operands)
        {
            for (int i = 0; i < operand.Count; i++)
            {
                qubits.Add(_seen.Add(operand.At(i)) ? operand.At(i) : throw Repeated(operand, i));
            }
        }

        AddBarrier(qubits.ToArray());
    }

    public void AddReset(int[] qubits) => Array.ForEach(qubits, q => Add(new Reset(q)));

    public void AddBarrier(int[] qubits) => Add(new Barrier(EquatableArray<int>.Of(qubits)));

    public void AddGate(Gate gate, double[] angles, int[] qubits)
    {
        EquatableArray<Angle> bound = EquatableArray<Angle>.Empty;
        if (angles.Length > 0)
        {
            var items = new Angle[angles.Length];
            for (int i = 0; i < items.Length; i++)
            {
                items[i] = Arithmetic.IsFinite(angles[i])
                    ? Angle.FromDouble(angles[i])
                    : throw _source.Error(
                        _position,
                        $"gate '{_gateName}' makes angle {i + 1} of '{gate.Name}' not finite, as by a division by zero; "
                        + "give it other angles");
            }

            bound = EquatableArray<Angle>.Of(items);
        }

        Add(new GateInstruction(gate, qubits.Length == 1 ? Single(qubits[0]) : EquatableArray<int>.Of(qubits), bound));
    }

    public Circuit Build(int qubitCount, int bitCount) =>
        new(qubitCount, bitCount, 0, 0, _instructions.ToEquatableArray());

    private void Add(Instruction instruction) =>
        _instructions.Add(Condition is null ? instruction : new Conditional(Condition, instruction));

    // Most gates act on one qubit, and instructions may share their immutable parts.
    private EquatableArray<int> Single(int qubit)
    {
        while (_singles.Count <= qubit)
        {
            _singles.Add(EquatableArray<int>.Of(_singles.Count));
        }

        return _singles[qubit];
    }

    private void Charge(int position, long size)
    {
        _size += size;
        if (_size > Expansion.LargestSize)
        {
            throw _source.Error(
                position,
                $"with this statement the program expands to more than {Expansion.LargestSize} gate arguments; split the program");
        }
    }

    private int Repetitions(List<Operand> operands)
    {
        int repetitions = 1;
        Register? register = null;
        foreach (Operand operand in operands)
        {
            if (!operand.IsRegister)
            {
                continue;
            }

            if (register is not null && operand.Count != repetitions)
            {
                throw _source.Error(
                    operand.Position,
                    $"registers '{register.Name}' and '{operand.Register.Name}' have {repetitions} and "
                    + $"{Counted.Of(operand.Count, "qubit")}; give registers of one size");
            }

            register = operand.Register;
            repetitions = operand.Count;
        }

        return repetitions;
    }

    private int[] Targets(List<Operand> operands, int repetition)
    {
        int[] targets = new int[operands.Count];
        bool many = targets.Length > FewQubits;
        if (many)
        {
            _seen.Clear();
        }

        for (int i = 0; i < targets.Length; i++)
        {
            int target = operands[i].At(repetition);
            if (many ? !_seen.Add(target) : Array.IndexOf(targets, target, 0, i) >= 0)
            {
                throw Repeated(operands[i], repetition);
            }

            targets[i] = target;
        }

        return targets;
    }

    private OpenQasmException Repeated(Operand operand, int repetition) => _source.Error(
        operand.Position,
        $"qubit {operand.Register.Name}[{operand.At(repetition) - operand.Register.First}] is used twice; give distinct qubits");
}
