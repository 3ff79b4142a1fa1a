using CutAwareQnn.Circuits;
using CutAwareQnn.Cutting;

namespace CutAwareQnn.Lowering;

/// <summary>Leaves out the gates that no observable can see: they cancel between bra and ket.</summary>
internal static class LightCone
{
    /// <summary>Returns the gates and cut ends, in time order, that act before a qubit that is observed or cut.</summary>
    /// <param name="instructions">A circuit's instructions, not dynamic; barriers are dropped.</param>
    /// <param name="observed">The qubits of the observables.</param>
    public static List<Instruction> Keep(IReadOnlyList<Instruction> instructions, IEnumerable<int> observed)
    {
        HashSet<int> active = [.. observed];
        List<Instruction> kept = [];
        foreach (Instruction instruction in instructions.Reverse())
        {
            if (instruction is CutEnd end)
            {
                active.Add(end.Qubit);
                kept.Add(end);
            }
            else if (instruction is GateInstruction gate && gate.Targets.Any(active.Contains))
            {
                active.UnionWith(gate.Targets);
                kept.Add(gate);
            }
        }

        kept.Reverse();
        return kept;
    }
}
