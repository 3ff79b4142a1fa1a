using CutAwareQnn.Circuits;

namespace CutAwareQnn.Cutting;

/// <summary>A circuit as the finder reads it: every gate either cut as it is or written as gates that can be.</summary>
internal static class TwoQubitForm
{
    /// <summary>Writes out the gates that have no price of their own, and those that are local.</summary>
    public static Circuit Of(Circuit circuit) => Rewrite(circuit, Parts);

    /// <summary>Writes out the gates that lie across parts and cannot be cut as they are.</summary>
    /// <param name="circuit">The circuit as it was given.</param>
    /// <param name="labels">The parts.</param>
    /// <param name="linksSides">Whether gates in three parts are cut as they are.</param>
    public static Circuit Of(Circuit circuit, PartitionLabels labels, bool linksSides) =>
        Rewrite(circuit, gate => Straddling.Expand(gate, labels, keepsWide: true, linksSides));

    private static Circuit Rewrite(Circuit circuit, Func<GateInstruction, IEnumerable<Instruction>> parts)
    {
        var instructions = new List<Instruction>();
        bool isChanged = false;
        foreach (Instruction instruction in circuit.Instructions)
        {
            if (instruction is not GateInstruction { Targets.Count: > 1 } gate)
            {
                instructions.Add(instruction);
                continue;
            }

            int before = instructions.Count;
            instructions.AddRange(parts(gate));
            isChanged |= instructions.Count != before + 1 || !ReferenceEquals(instructions[before], gate);
        }

        return isChanged ? circuit with { Instructions = instructions.ToEquatableArray() } : circuit;
    }

    private static IEnumerable<Instruction> Parts(GateInstruction gate) =>
        gate.Targets.Count < 2 ? [gate]
        : LocalGates.Parts(gate) is { } local ? local
        : GatePrice.Of(gate) is not null || GateExpansions.Expand(gate) is not { } parts ? [gate]
        : parts.SelectMany(Parts);
}
