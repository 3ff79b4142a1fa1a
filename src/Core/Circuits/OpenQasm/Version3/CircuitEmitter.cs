namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>Collects the instructions of a program under the conditions that are open, and holds them to the limit of size.</summary>
internal sealed class CircuitEmitter : IUnitarySink
{
    private readonly SourceText _source;
    private readonly ClassicalMemory _memory;
    private readonly List<Instruction> _instructions = [];
    private readonly List<(string Name, int First, int Count)> _registers = [];
    private readonly List<Branch> _branches = [];
    private IReadOnlyList<Condition> _conditions = [];
    private long _size;
    private long _expandedSize;

    public CircuitEmitter(SourceText source, ClassicalMemory memory)
    {
        _source = source;
        _memory = memory;
    }

    public int QubitCount { get; private set; }

    /// <summary>The instructions so far.</summary>
    public IReadOnlyList<Instruction> Instructions => _instructions;

    /// <summary>How many conditions on measured bits are open.</summary>
    public int BranchDepth => _branches.Count;

    /// <summary>The place of the statement that makes the instructions.</summary>
    public int Position { get; set; }

    /// <summary>Reserves qubits; their indices.</summary>
    public int[] Allocate(string name, int count)
    {
        _registers.Add((name, QubitCount, count));
        int[] qubits = Enumerable.Range(QubitCount, count).ToArray();
        QubitCount += count;
        return qubits;
    }

    /// <summary>The index of a register's element; null where there is none.</summary>
    public int? Find(string name, int index)
    {
        foreach ((string own, int first, int count) in _registers)
        {
            if (own == name && index < count)
            {
                return first + index;
            }
        }

        return null;
    }

    /// <summary>How a message calls a qubit.</summary>
    public string NameOf(int qubit)
    {
        (string name, int first, int count) = _registers.First(r => qubit < r.First + r.Count);
        return count == 1 ? name : $"{name}[{qubit - first}]";
    }

    /// <summary>Refuses what expands too far before it does.</summary>
    public void Expect(long size)
    {
        _expandedSize += size;
        Check(_expandedSize);
    }

    public void AddGate(GateInstruction gate) => Add(gate);

    public void AddPhase(Angle angle)
    {
        // A global phase of a circuit is nothing.
    }

    public void Add(Instruction instruction)
    {
        _size += instruction.Qubits.Count + _conditions.Count;
        Check(_size);
        if (_branches.Any(b => b.Test.IsSpoiled))
        {
            throw _source.Error(
                Position,
                "this comes after a measurement that changes a bit on which it depends, which is not supported; "
                + "measure into another bit, or last");
        }

        for (int i = _conditions.Count - 1; i >= 0; i--)
        {
            instruction = new Conditional(_conditions[i], instruction);
        }

        _instructions.Add(instruction);
    }

    public void Measure(int qubit, int bit)
    {
        if (_branches.Count > 0 && _memory.IsAssigned(bit))
        {
            throw _source.Error(
                Position,
                "a measurement under a condition into a bit that was assigned a value is not supported; measure into another bit");
        }

        Add(new Measurement(qubit, bit));
        _memory.Measure(bit);
        foreach (Branch branch in _branches)
        {
            branch.Test.IsSpoiled |= branch.Test.Bits.Contains(bit);
        }
    }

    /// <summary>Opens a case of a test; false where it contradicts those that are open.</summary>
    public bool Open(BranchTest test, BitCase bits)
    {
        BitCase? together = _branches.Count == 0 ? bits : _branches[_branches.Count - 1].Case.And(bits);
        if (together is null)
        {
            return false;
        }

        _branches.Add(new(test, together));
        _conditions = together.Conditions;
        return true;
    }

    public void Close()
    {
        _branches.RemoveAt(_branches.Count - 1);
        _conditions = _branches.Count == 0 ? [] : _branches[_branches.Count - 1].Case.Conditions;
    }

    public Circuit Build(int featureCount, int weightCount) =>
        new(QubitCount, _memory.Count, featureCount, weightCount, _instructions.ToEquatableArray());

    private void Check(long size)
    {
        if (size > Expansion.LargestSize)
        {
            throw _source.Error(
                Position,
                $"with this statement the program expands to more than {Expansion.LargestSize} gate arguments; split the program");
        }
    }

    private sealed record Branch(BranchTest Test, BitCase Case);
}

/// <summary>A test of measured bits and whether they were changed since it was made.</summary>
internal sealed class BranchTest
{
    public BranchTest(IEnumerable<int> bits)
    {
        Bits = [.. bits];
    }

    public HashSet<int> Bits { get; }

    public bool IsSpoiled { get; set; }
}
