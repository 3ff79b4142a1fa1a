namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>Collects the instructions of a program under the conditions of its paths, and checks the limit of size.</summary>
internal sealed class CircuitEmitter : IUnitarySink
{
    private readonly SourceText _source;
    private readonly MaskConditions _conditions;
    private readonly Paths _paths;
    private readonly List<Instruction> _instructions = [];
    private readonly List<(string Name, int First, int Count)> _registers = [];
    private long _size;
    private long _expandedSize;

    public CircuitEmitter(SourceText source, MaskConditions conditions, Paths paths)
    {
        _paths = paths;
        _source = source;
        _conditions = conditions;
    }

    public int QubitCount { get; private set; }

    /// <summary>The instructions so far.</summary>
    public IReadOnlyList<Instruction> Instructions => _instructions;

    /// <summary>The place of the statement that makes the instructions.</summary>
    public int Position { get; set; }

    /// <summary>Reserves qubits.</summary>
    /// <returns>Their indices.</returns>
    public int[] Allocate(string name, int count)
    {
        _registers.Add((name, QubitCount, count));
        int[] qubits = Enumerable.Range(QubitCount, count).ToArray();
        QubitCount += count;
        return qubits;
    }

    /// <summary>Returns the name that messages use for a qubit.</summary>
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
        if (_paths.Mask is BooleanValue)
        {
            _size += instruction.Qubits.Count;
            Check(_size);
            _instructions.Add(instruction);
            return;
        }

        foreach (IReadOnlyList<Condition> conditions in Cases())
        {
            _size += instruction.Qubits.Count + conditions.Count;
            Check(_size);
            Instruction nested = instruction;
            for (int i = conditions.Count - 1; i >= 0; i--)
            {
                nested = new Conditional(conditions[i], nested);
            }

            _instructions.Add(nested);
        }
    }

    /// <summary>Whether an instruction here happens under one case of conditions.</summary>
    public bool HasOneCase => _paths.Mask is BooleanValue || Cases().Count == 1;

    public Circuit Build(int bitCount, int featureCount, int weightCount) =>
        new(QubitCount, bitCount, featureCount, weightCount, _instructions.ToEquatableArray());

    private IReadOnlyList<IReadOnlyList<Condition>> Cases()
    {
        try
        {
            return _conditions.Of(_paths.Mask);
        }
        catch (CircuitException error)
        {
            throw _source.Error(Position, error.Message);
        }
    }

    private void Check(long size)
    {
        if (size > Expansion.LargestSize)
        {
            throw _source.Error(
                Position,
                $"with this statement the program expands to more than {Expansion.LargestSize} gate arguments; split the program");
        }
    }
}
