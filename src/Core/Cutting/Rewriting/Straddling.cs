using CutAwareQnn.Circuits;

namespace CutAwareQnn.Cutting;

/// <summary>The gates that lie across the labels of a partition.</summary>
internal static class Straddling
{
    /// <summary>
    /// Writes straddling gates that have no cut of their own as gates that have one, and those that are local as their parts.
    /// </summary>
    /// <param name="circuit">The circuit.</param>
    /// <param name="labels">One letter per qubit.</param>
    /// <param name="keepsWide">Whether gates of three and more qubits across two labels are cut as they are.</param>
    /// <param name="keepsThree">Whether they are also where they lie across three labels.</param>
    /// <exception cref="CutException">A gate cannot be cut, or a classical bit ties qubits of different labels.</exception>
    public static Circuit Expand(Circuit circuit, PartitionLabels labels, bool keepsWide, bool keepsThree = false)
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
                    instructions.AddRange(Expand(gate, labels, keepsWide, keepsThree));
                    break;
                default:
                    throw new CutException(
                        $"'{instruction}' is classically controlled and lies across the labels of \"{labels}\"; give its qubits one label");
            }
        }

        CheckBits(circuit, labels);
        return circuit with { Instructions = instructions.ToEquatableArray() };
    }

    /// <summary>Returns the cuts of an expanded circuit.</summary>
    public static GateCut[] Cuts(Circuit circuit, PartitionLabels labels) => Enumerable
        .Range(0, circuit.Instructions.Count)
        .Where(i => Straddles(circuit.Instructions[i], labels))
        .Select(i => new GateCut(i))
        .ToArray();

    /// <summary>Returns whether an instruction's qubits have different labels.</summary>
    public static bool Straddles(Instruction instruction, PartitionLabels labels) => LabelCount(instruction, labels) > 1;

    /// <summary>Writes a gate that lies across the labels as parts that can be cut, where it has no cut of its own.</summary>
    public static IEnumerable<GateInstruction> Expand(
        GateInstruction gate, PartitionLabels labels, bool keepsWide, bool keepsThree = false)
    {
        int labelCount = LabelCount(gate, labels);
        if (labelCount <= 1)
        {
            return [gate];
        }

        if (LocalGates.Parts(gate) is { } local)
        {
            return local;
        }

        ControlledPhase? wide = keepsWide ? ControlledPhase.Of(gate) : null;
        bool isControlledPhase = wide is not null;
        if (keepsThree && labelCount == 3 && wide is { Partner: null })
        {
            return [gate];
        }

        if (labelCount == 2 && (isControlledPhase || (gate.Targets.Count == 2 && GateDecompositions.Find(gate) is not null)))
        {
            return [gate];
        }

        IReadOnlyList<GateInstruction> parts = isControlledPhase
            ? ControlledPhase.Split(gate, q => labels.Letters[q])
            : GateExpansions.Expand(gate) ?? throw new CutException(
                $"'{gate}' lies across the labels of \"{labels}\" and gate {gate.Gate.Name} cannot be cut; give its qubits one label");
        return parts.SelectMany(part => Expand(part, labels, keepsWide, keepsThree));
    }

    private static int LabelCount(Instruction instruction, PartitionLabels labels) =>
        instruction.Qubits.Select(q => labels.Letters[q]).Distinct().Count();

    // A fragment's outcomes stay on it: whoever reads a bit has to be where it is measured.
    private static void CheckBits(Circuit circuit, PartitionLabels labels)
    {
        foreach ((int reader, int writer) in BitTies.Of(circuit.Instructions))
        {
            int there = circuit.Instructions[writer].Qubits[0];
            foreach (int here in circuit.Instructions[reader].Qubits.Where(q => labels.Letters[q] != labels.Letters[there]))
            {
                throw new CutException(
                    $"'{circuit.Instructions[reader]}' acts on q[{here}] of label {labels.Letters[here]} but depends on "
                    + $"'{circuit.Instructions[writer]}' of label {labels.Letters[there]}; give both qubits one label");
            }
        }
    }
}
