using CutAwareQnn.Circuits;

namespace CutAwareQnn.Cutting;

/// <summary>The rules that explicit cuts must keep.</summary>
internal static class CutChecks
{
    public static void Check(Circuit circuit, IReadOnlyList<Cut> cuts)
    {
        if (cuts.SelectMany(c => c.Parts()).GroupBy(p => p).FirstOrDefault(g => g.Count() > 1) is { } twice)
        {
            throw new CutException($"{twice.Key} is cut twice; give each cut once");
        }

        foreach (Cut cut in cuts)
        {
            switch (cut)
            {
                case GateCut gate:
                    CheckGate(circuit, gate.Instruction);
                    break;
                case JointGateCut joint:
                    CheckJoint(circuit, joint);
                    break;
                case MergedGateCut merged:
                    CheckMerged(circuit, merged);
                    break;
                case WireCut wire:
                    CheckPosition(circuit, wire);
                    break;
                case CommunicatingWireCut together:
                    CheckTogether(circuit, together);
                    break;
                default:
                    throw new CutException($"a cut of type {cut.GetType().Name} is unknown; cut a gate or a wire");
            }
        }
    }

    private static void CheckGate(Circuit circuit, int index)
    {
        if (index < 0 || index >= circuit.Instructions.Count)
        {
            throw new CutException(
                $"a gate cut at instruction {index} is outside the circuit; use 0 to {circuit.Instructions.Count - 1}");
        }

        Instruction instruction = circuit.Instructions[index];
        if (GatePrice.Of(instruction) is null)
        {
            throw new CutException(
                $"instruction {index} '{instruction}' cannot be cut; a gate cut needs a two-qubit gate with a decomposition, or X or a "
                + "phase under several controls");
        }
    }

    private static void CheckJoint(Circuit circuit, JointGateCut cut)
    {
        if (cut.Instructions.Count == 0)
        {
            throw new CutException("a joint cut names no gate; give at least one");
        }

        foreach (int instruction in cut.Instructions)
        {
            CheckGate(circuit, instruction);
        }

        if (cut.Form == JointForm.Parallel
            && cut.Instructions.SelectMany(i => circuit.Instructions[i].Qubits).GroupBy(q => q)
                .FirstOrDefault(g => g.Count() > 1) is { } shared)
        {
            throw new CutException(
                $"gates {string.Join(", ", cut.Instructions)} are cut in parallel but share qubit {shared.Key}; use gates on "
                + "different qubits");
        }
    }

    private static void CheckMerged(Circuit circuit, MergedGateCut cut)
    {
        GateInstruction[] gates = cut.Instructions
            .Where(i => i >= 0 && i < circuit.Instructions.Count)
            .Select(i => circuit.Instructions[i])
            .OfType<GateInstruction>()
            .ToArray();
        if (gates.Length == 2 && cut.Instructions.Count == 2
            && ControlledTurn.Of(circuit, cut.Instructions[0], cut.Instructions[1]) is not null)
        {
            return;
        }

        if (gates.Length < cut.Instructions.Count || gates.Length == 0 || gates[0].Targets.Count != 2
            || gates.Any(g => !g.Targets.All(gates[0].Targets.Contains)) || Consolidation.Merge(gates) is null)
        {
            throw new CutException(
                $"instructions {string.Join(", ", cut.Instructions)} do not make one gate on two qubits, or a rotation under controls, "
                + "in closed form; cut them one by one");
        }
    }

    private static void CheckTogether(Circuit circuit, CommunicatingWireCut cut)
    {
        if (cut.Wires.Count == 0)
        {
            throw new CutException("a communicating cut names no wire; give one to three");
        }

        foreach (WireCut wire in cut.Wires)
        {
            CheckPosition(circuit, wire);
        }

        if (cut.Wires.GroupBy(w => w.Qubit).FirstOrDefault(g => g.Count() > 1) is { } twice)
        {
            throw new CutException($"qubit {twice.Key} is cut twice at one moment; give each qubit once");
        }
    }

    /// <summary>Refuses cuts of wires that nothing precedes or follows, and two cuts of a wire with nothing between them.</summary>
    /// <exception cref="CutException">A cut separates nothing.</exception>
    public static void CheckWires(Circuit circuit, IReadOnlyList<WireCut> wires)
    {
        var between = new Dictionary<(int Qubit, int Before, int After), WireCut>();
        foreach (WireCut wire in wires)
        {
            CheckPosition(circuit, wire);
            int before = wire.AfterInstruction;
            while (before >= 0 && !IsOn(before))
            {
                before--;
            }

            int after = wire.AfterInstruction + 1;
            while (after < circuit.Instructions.Count && !IsOn(after))
            {
                after++;
            }

            if (before < 0 || after == circuit.Instructions.Count)
            {
                throw new CutException(
                    $"{wire} is cut, but no instruction {(before < 0 ? "precedes" : "follows")} there on that qubit; "
                    + "cut a wire between two instructions on its qubit");
            }

            if (between.TryGetValue((wire.Qubit, before, after), out WireCut? other))
            {
                throw new CutException(
                    $"{other} and {wire} are both cut, but nothing happens to the qubit between them; give one of them");
            }

            between.Add((wire.Qubit, before, after), wire);

            bool IsOn(int i) => circuit.Instructions[i] is not Barrier && circuit.Instructions[i].Qubits.Contains(wire.Qubit);
        }
    }

    private static void CheckPosition(Circuit circuit, WireCut cut)
    {
        if (cut.Qubit < 0 || cut.Qubit >= circuit.QubitCount)
        {
            throw new CutException(
                $"a wire is cut on qubit {cut.Qubit} but the circuit has {Counted.Of(circuit.QubitCount, "qubit")}; use 0 to "
                + $"{circuit.QubitCount - 1}");
        }

        if (cut.AfterInstruction < 0 || cut.AfterInstruction >= circuit.Instructions.Count)
        {
            throw new CutException(
                $"a wire cut after instruction {cut.AfterInstruction} is outside the circuit; use 0 to {circuit.Instructions.Count - 1}");
        }
    }
}
