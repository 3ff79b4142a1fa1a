using CutAwareQnn.Circuits;

namespace CutAwareQnn.Cutting;

/// <summary>A circuit as the finder reads it: every gate either cut as it is or written as gates that can be.</summary>
internal static class TwoQubitForm
{
    /// <summary>The circuit with its wider gates, and those without a decomposition, expanded where they have an expansion.</summary>
    public static Circuit Of(Circuit circuit) => Rewrite(circuit, Parts);

    /// <summary>The circuit with those gates expanded that lie across parts and cannot be cut as they are.</summary>
    /// <param name="circuit">The circuit as it was given.</param>
    /// <param name="labels">The parts.</param>
    public static Circuit Of(Circuit circuit, PartitionLabels labels) =>
        Rewrite(circuit, gate => Straddling.Expand(gate, labels));

    private static Circuit Rewrite(Circuit circuit, Func<GateInstruction, IEnumerable<Instruction>> parts)
    {
        var instructions = new List<Instruction>();
        foreach (Instruction instruction in circuit.Instructions)
        {
            instructions.AddRange(instruction is GateInstruction { Targets.Count: > 1 } gate ? parts(gate) : [instruction]);
        }

        return instructions.Count == circuit.Instructions.Count
            ? circuit
            : circuit with { Instructions = instructions.ToEquatableArray() };
    }

    private static IEnumerable<Instruction> Parts(GateInstruction gate) =>
        gate.Targets.Count < 2 || GatePrice.Of(gate) is not null || GateExpansions.Expand(gate) is not { } parts
            ? [gate]
            : parts.SelectMany(Parts);
}
