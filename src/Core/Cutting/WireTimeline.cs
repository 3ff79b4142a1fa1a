using CutAwareQnn.Circuits;

namespace CutAwareQnn.Cutting;

/// <summary>
/// A circuit written on wires: wire q is qubit q, and each wire cut ends a wire and begins the next free one. Cut gates are replaced
/// by the one-qubit gates of their decomposition with a <see cref="CutEnd"/> between, whose leg number is here 2·cut + side.
/// </summary>
/// <param name="Steps">The instructions on wires, in time order.</param>
/// <param name="QubitOf">The original qubit of each wire.</param>
/// <param name="LastWire">The wire on which each qubit ends, where the observable acts.</param>
/// <param name="EndWires">The wire of each cut end, by 2·cut + side.</param>
/// <param name="Interactions">The inner angles of each cut; null for a wire cut.</param>
internal sealed record WireTimeline(
    IReadOnlyList<Instruction> Steps,
    IReadOnlyList<int> QubitOf,
    IReadOnlyList<int> LastWire,
    IReadOnlyList<int> EndWires,
    IReadOnlyList<Interaction?> Interactions)
{
    public static WireTimeline Unroll(Circuit circuit, IReadOnlyList<Cut> cuts)
    {
        var steps = new List<Instruction>();
        var qubitOf = Enumerable.Range(0, circuit.QubitCount).ToList();
        int[] wireOf = [.. qubitOf];
        int[] newWire = new int[cuts.Count];
        int[] endWires = new int[2 * cuts.Count];
        var interactions = new Interaction?[cuts.Count];
        var gateCuts = new Dictionary<int, int>();
        var wireCuts = new Dictionary<int, List<int>>();
        for (int c = 0; c < cuts.Count; c++)
        {
            if (cuts[c] is GateCut gate)
            {
                gateCuts.Add(gate.Instruction, c);
            }
            else if (cuts[c] is WireCut wire)
            {
                newWire[c] = qubitOf.Count;
                qubitOf.Add(wire.Qubit);
                if (!wireCuts.TryGetValue(wire.AfterInstruction, out List<int>? here))
                {
                    wireCuts[wire.AfterInstruction] = here = [];
                }

                here.Add(c);
            }
        }

        for (int i = 0; i < circuit.Instructions.Count; i++)
        {
            Instruction onWires = circuit.Instructions[i].OnQubits(q => wireOf[q]);
            if (gateCuts.TryGetValue(i, out int cut))
            {
                GateDecomposition parts = GateDecompositions.Find((GateInstruction)onWires)!;
                interactions[cut] = parts.Interaction;
                End(2 * cut, onWires.Qubits[0], parts.FirstBefore, parts.FirstAfter);
                End((2 * cut) + 1, onWires.Qubits[1], parts.SecondBefore, parts.SecondAfter);
            }
            else
            {
                steps.Add(onWires);
            }

            foreach (int wireCut in wireCuts.TryGetValue(i, out List<int>? here) ? here : [])
            {
                int qubit = ((WireCut)cuts[wireCut]).Qubit;
                End(2 * wireCut, wireOf[qubit], [], []);
                wireOf[qubit] = newWire[wireCut];
                End((2 * wireCut) + 1, wireOf[qubit], [], []);
            }
        }

        return new(steps, qubitOf, wireOf, endWires, interactions);

        void End(int end, int wire, IEnumerable<GateInstruction> before, IEnumerable<GateInstruction> after)
        {
            endWires[end] = wire;
            steps.AddRange(before.Select(g => g.OnQubits(_ => wire)));
            steps.Add(new CutEnd(end, wire));
            steps.AddRange(after.Select(g => g.OnQubits(_ => wire)));
        }
    }
}
