using CutAwareQnn.Circuits;
using CutAwareQnn.Cutting;

namespace CutAwareQnn.Simulation;

/// <summary>
/// The instructions on which ⟨ψ_j|P|ψ_i⟩ depends. What acts after all of them on qubits that the strings P leave alone cancels between bra
/// and ket, and so does a diagonal gate where no string has X or Y. A controlled gate does where both hold, of its targets and its
/// controls.
/// </summary>
internal static class LightCone
{
    /// <summary>Returns the instructions that matter, in time order.</summary>
    /// <param name="circuit">A circuit without measurements, resets and conditions.</param>
    /// <param name="strings">The observables.</param>
    public static IReadOnlyList<Instruction> Of(Circuit circuit, IReadOnlyList<PauliMask> strings)
    {
        int touched = strings.Aggregate(0, (mask, p) => mask | p.X | p.Z), flipped = strings.Aggregate(0, (mask, p) => mask | p.X);
        var kept = new List<Instruction>();
        foreach (Instruction instruction in circuit.Instructions.Reverse())
        {
            int qubits = instruction.Qubits.Sum(q => 1 << q);
            bool acts = instruction switch
            {
                CutEnd => true,
                GateInstruction gate when gate.Gate == Gates.Id => false,
                GateInstruction gate when GateShape.Of(gate.Gate).Kernel == GateKernel.Diagonal => (flipped & qubits) != 0,
                GateInstruction gate => (touched & Targets(gate)) != 0 || (flipped & qubits) != 0,
                _ => false,
            };
            if (acts)
            {
                kept.Add(instruction);
                touched |= qubits;
                flipped |= instruction is GateInstruction g && GateShape.Of(g.Gate).Kernel == GateKernel.Diagonal ? 0 : qubits;
            }
        }

        kept.Reverse();
        return kept;
    }

    private static int Targets(GateInstruction gate) => GateShape.Of(gate.Gate).Targets.Sum(k => 1 << gate.Targets[k]);
}
