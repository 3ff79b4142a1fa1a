namespace CutAwareQnn.Circuits;

/// <summary>What can be counted in a circuit without running it.</summary>
public sealed class CircuitStatistics
{
    private CircuitStatistics(Circuit circuit)
    {
        InstructionCount = circuit.Instructions.Count;
        Depth = DepthOf(circuit);
        Instruction[] bodies = [.. circuit.Instructions.Select(i => i.Unconditional())];
        GateInstruction[] gates = [.. bodies.OfType<GateInstruction>()];
        GateCounts = gates.GroupBy(g => g.Gate.Name, StringComparer.Ordinal)
            .OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => new GateCount(g.Key, g.Count()))
            .ToEquatableArray();
        MeasurementCount = bodies.OfType<Measurement>().Count();
        ResetCount = bodies.OfType<Reset>().Count();
        BarrierCount = bodies.OfType<Barrier>().Count();
        ConditionalCount = circuit.Instructions.OfType<Conditional>().Count();
        Interactions = gates.SelectMany(Pairs)
            .GroupBy(p => p)
            .OrderBy(g => g.Key.First).ThenBy(g => g.Key.Second)
            .Select(g => new InteractingPair(g.Key.First, g.Key.Second, g.Count()))
            .ToEquatableArray();
        var touched = new HashSet<int>(bodies.Where(i => i is not Barrier).SelectMany(i => i.Qubits));
        UntouchedQubits = Enumerable.Range(0, circuit.QubitCount).Where(q => !touched.Contains(q)).ToEquatableArray();
    }

    /// <summary>
    /// Layers of instructions that follow each other: each gate, measurement and reset counts 1 and waits for all earlier ones on its
    /// qubits and on the classical bits that it reads or writes. A barrier makes its qubits wait for each other and counts 0.
    /// </summary>
    /// <remarks>The rule of Qiskit's <c>QuantumCircuit.depth</c>.</remarks>
    public int Depth { get; }

    /// <summary>Number of instructions, barriers included.</summary>
    public int InstructionCount { get; }

    /// <summary>Gates by name, classically controlled ones included, in order of names.</summary>
    public EquatableArray<GateCount> GateCounts { get; }

    /// <summary>Measurements, classically controlled ones included.</summary>
    public int MeasurementCount { get; }

    /// <summary>Resets, classically controlled ones included.</summary>
    public int ResetCount { get; }

    /// <summary>Barriers.</summary>
    public int BarrierCount { get; }

    /// <summary>Classically controlled instructions.</summary>
    public int ConditionalCount { get; }

    /// <summary>
    /// The pairs of qubits that share a gate, by their first and then their second qubit; a gate of more than two qubits adds each of its
    /// pairs.
    /// </summary>
    public EquatableArray<InteractingPair> Interactions { get; }

    /// <summary>The qubits without a gate, a measurement or a reset, in order.</summary>
    public EquatableArray<int> UntouchedQubits { get; }

    /// <summary>Counts a circuit.</summary>
    public static CircuitStatistics Of(Circuit circuit) => new(circuit);

    private static int DepthOf(Circuit circuit)
    {
        int[] qubits = new int[circuit.QubitCount];
        int[] bits = new int[circuit.BitCount];
        int depth = 0;
        foreach (Instruction instruction in circuit.Instructions)
        {
            int before = 0;
            foreach (int qubit in instruction.Qubits)
            {
                before = Math.Max(before, qubits[qubit]);
            }

            foreach (int bit in instruction.ClassicalBits())
            {
                before = Math.Max(before, bits[bit]);
            }

            int after = instruction.Unconditional() is Barrier ? before : before + 1;
            foreach (int qubit in instruction.Qubits)
            {
                qubits[qubit] = after;
            }

            foreach (int bit in instruction.ClassicalBits())
            {
                bits[bit] = after;
            }

            depth = Math.Max(depth, after);
        }

        return depth;
    }

    private static IEnumerable<(int First, int Second)> Pairs(GateInstruction gate)
    {
        for (int i = 0; i < gate.Targets.Count; i++)
        {
            for (int j = i + 1; j < gate.Targets.Count; j++)
            {
                yield return (Math.Min(gate.Targets[i], gate.Targets[j]), Math.Max(gate.Targets[i], gate.Targets[j]));
            }
        }
    }
}
