using CutAwareQnn.Circuits;

namespace CutAwareQnn.Cutting;

/// <summary>The gates that lie across the labels of a partition.</summary>
internal static class Straddling
{
    /// <summary>Writes straddling gates that have no cut of their own as gates that have one.</summary>
    public static Circuit Expand(Circuit circuit, PartitionLabels labels)
    {
        var instructions = new List<Instruction>();
        foreach (Instruction instruction in circuit.Instructions)
        {
            if (!Straddles(instruction, labels))
            {
                instructions.Add(instruction);
                continue;
            }

            switch (instruction)
            {
                case Barrier barrier:
                    instructions.AddRange(barrier.Targets.GroupBy(q => labels.Letters[q])
                        .Select(g => new Barrier(g.ToEquatableArray())));
                    break;
                case GateInstruction gate:
                    instructions.AddRange(Expand(gate, labels));
                    break;
                default:
                    throw new CutException(
                        $"'{instruction}' is classically controlled and lies across the labels of \"{labels}\"; give its qubits one label");
            }
        }

        return circuit with { Instructions = instructions.ToEquatableArray() };
    }

    /// <summary>The cuts of an expanded circuit.</summary>
    public static GateCut[] Cuts(Circuit circuit, PartitionLabels labels) => Enumerable
        .Range(0, circuit.Instructions.Count)
        .Where(i => Straddles(circuit.Instructions[i], labels))
        .Select(i => new GateCut(i))
        .ToArray();

    /// <summary>Whether an instruction's qubits have different labels.</summary>
    public static bool Straddles(Instruction instruction, PartitionLabels labels) =>
        instruction.Qubits.Select(q => labels.Letters[q]).Distinct().Count() > 1;

    /// <summary>A gate as parts that can be cut, where it lies across the labels and has no cut of its own.</summary>
    public static IEnumerable<GateInstruction> Expand(GateInstruction gate, PartitionLabels labels)
    {
        if (!Straddles(gate, labels) || (gate.Targets.Count == 2 && GateDecompositions.Find(gate) is not null))
        {
            return [gate];
        }

        IReadOnlyList<GateInstruction> parts = GateExpansions.Expand(gate) ?? throw new CutException(
            $"'{gate}' lies across the labels of \"{labels}\" and gate {gate.Gate.Name} cannot be cut; give its qubits one label");
        return parts.SelectMany(part => Expand(part, labels));
    }
}
