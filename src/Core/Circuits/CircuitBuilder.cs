namespace CutAwareQnn.Circuits;

/// <summary>Collects instructions, checks each, and makes a <see cref="Circuit"/>.</summary>
/// <example>
/// <code>
/// Circuit circuit = new CircuitBuilder(4)
///     .Add(new ZFeatureMap(Reps: 1))
///     .Add(new RealAmplitudes(Reps: 1))
///     .Add(Gates.RX, 2 * Angle.Weight(0), 3)
///     .Build();
/// Console.WriteLine($"{circuit.FeatureCount} features, {circuit.WeightCount} weights");    // 4 features, 8 weights
/// </code>
/// </example>
public sealed class CircuitBuilder
{
    // Gates have few qubits, barriers may have all; a set pays only for those.
    private const int FewQubits = 8;

    private readonly List<Instruction> _instructions = [];
    private int _featureCount;
    private int _weightCount;

    /// <summary>Starts an empty circuit.</summary>
    /// <param name="qubitCount">At least 1.</param>
    /// <param name="bitCount">At least 0.</param>
    public CircuitBuilder(int qubitCount, int bitCount = 0)
    {
        if (qubitCount < 1)
        {
            throw new CircuitException($"a circuit of {Counted.Of(qubitCount, "qubit")} has no state; give at least 1 qubit");
        }

        QubitCount = qubitCount;
        BitCount = bitCount;
    }

    /// <summary>Number of qubits.</summary>
    public int QubitCount { get; }

    /// <summary>Number of classical bits.</summary>
    public int BitCount { get; private set; }

    /// <summary>Most instructions that are taken; a circuit that is built while a project compiles must end.</summary>
    internal int InstructionLimit { get; init; } = int.MaxValue;

    /// <summary>Reserves the next weights and returns their angles in order.</summary>
    public Angle[] NewWeights(int count)
    {
        int first = _weightCount;
        _weightCount += count;
        return Enumerable.Range(first, count).Select(Angle.Weight).ToArray();
    }

    /// <summary>Declares one more classical bit and returns its index.</summary>
    public int NewBit() => BitCount++;

    /// <summary>Makes the feature and weight vectors at least this long, used or not.</summary>
    public CircuitBuilder Reserve(int featureCount, int weightCount)
    {
        _featureCount = Math.Max(_featureCount, featureCount);
        _weightCount = Math.Max(_weightCount, weightCount);
        return this;
    }

    /// <summary>Appends a gate without angles.</summary>
    public CircuitBuilder Add(Gate gate, params int[] qubits) => Add(gate, [], qubits);

    /// <summary>Appends a gate with one angle in radians.</summary>
    public CircuitBuilder Add(Gate gate, Angle angle, params int[] qubits) => Add(gate, [angle], qubits);

    /// <summary>Appends a gate.</summary>
    /// <exception cref="CircuitException">
    /// The numbers of angles or qubits do not fit the gate, or a qubit is repeated or outside.
    /// </exception>
    public CircuitBuilder Add(Gate gate, IReadOnlyList<Angle> angles, params int[] qubits) =>
        Add(new GateInstruction(gate, qubits.ToEquatableArray(), angles.ToEquatableArray()));

    /// <summary>Appends an instruction.</summary>
    /// <exception cref="CircuitException">It does not fit the circuit.</exception>
    public CircuitBuilder Add(Instruction instruction)
    {
        Check(instruction);
        if (_instructions.Count >= InstructionLimit)
        {
            throw new CircuitException(
                $"a circuit of more than {Counted.Of(InstructionLimit, "instruction")} is too long here; build it at run time");
        }

        foreach (Symbol symbol in SymbolsOf(instruction.Unconditional()))
        {
            if (symbol.Kind == SymbolKind.Feature)
            {
                _featureCount = Math.Max(_featureCount, symbol.Index + 1);
            }
            else
            {
                _weightCount = Math.Max(_weightCount, symbol.Index + 1);
            }
        }

        _instructions.Add(instruction);
        return this;
    }

    /// <summary>Appends instructions, such as a gate under controls.</summary>
    /// <exception cref="CircuitException">One does not fit the circuit; those before it are appended.</exception>
    public CircuitBuilder Add(IEnumerable<Instruction> instructions)
    {
        foreach (Instruction instruction in instructions)
        {
            Add(instruction);
        }

        return this;
    }

    /// <summary>Appends a layer: its gates on all qubits, its weights after those already there.</summary>
    public CircuitBuilder Add(Layer layer)
    {
        layer.AppendTo(this);
        return this;
    }

    /// <summary>Returns the circuit so far.</summary>
    public Circuit Build() => new(QubitCount, BitCount, _featureCount, _weightCount, _instructions.ToEquatableArray());

    private static IEnumerable<Symbol> SymbolsOf(Instruction instruction) =>
        instruction is GateInstruction gate ? gate.Angles.SelectMany(a => a.Symbols) : [];

    private void Check(Instruction instruction)
    {
        if (instruction.Unconditional() is GateInstruction gate)
        {
            if (gate.Targets.Count != gate.Gate.QubitCount)
            {
                throw new CircuitException(gate.Gate.ArityMessage("qubit", gate.Gate.QubitCount, gate.Targets.Count));
            }

            if (gate.Angles.Count != gate.Gate.ParameterCount)
            {
                throw new CircuitException(gate.Gate.ArityMessage("angle", gate.Gate.ParameterCount, gate.Angles.Count));
            }
        }

        EquatableArray<int> qubits = instruction.Qubits;
        HashSet<int>? seen = qubits.Count > FewQubits ? [] : null;
        for (int i = 0; i < qubits.Count; i++)
        {
            int qubit = qubits[i];
            if (qubit < 0 || qubit >= QubitCount)
            {
                throw new CircuitException(
                    $"'{instruction}' uses qubit {qubit} but the circuit has {Counted.Of(QubitCount, "qubit")}; use 0 to {QubitCount - 1}");
            }

            bool isRepeated = seen is null ? qubits.Take(i).Contains(qubit) : !seen.Add(qubit);
            if (isRepeated)
            {
                throw new CircuitException($"'{instruction}' uses qubit {qubit} twice; give distinct qubits");
            }
        }

        foreach (int bit in instruction.ClassicalBits())
        {
            if (bit < 0 || bit >= BitCount)
            {
                throw new CircuitException(
                    $"'{instruction}' uses classical bit {bit} but the circuit has {BitCount}; declare a larger register");
            }
        }
    }
}
