using CutAwareQnn.Circuits;

namespace CutAwareQnn.Cutting;

/// <summary>The rules that explicit cuts must keep.</summary>
internal static class CutChecks
{
    public static void Check(Circuit circuit, IReadOnlyList<Cut> cuts)
    {
        if (cuts.Distinct().Count() < cuts.Count)
        {
            Cut twice = cuts.GroupBy(c => c).First(g => g.Count() > 1).Key;
            throw new CutException($"cut {twice} is given twice; give each cut once");
        }

        foreach (Cut cut in cuts)
        {
            switch (cut)
            {
                case GateCut gate:
                    CheckGate(circuit, gate);
                    break;
                case WireCut wire:
                    CheckWire(circuit, wire);
                    break;
                default:
                    throw new CutException($"cut {cut} is of no known kind; cut a gate or a wire");
            }
        }
    }

    private static void CheckGate(Circuit circuit, GateCut cut)
    {
        if (cut.Instruction < 0 || cut.Instruction >= circuit.Instructions.Count)
        {
            throw new CutException(
                $"gate cut at instruction {cut.Instruction} lies outside the circuit; use 0 to {circuit.Instructions.Count - 1}");
        }

        Instruction instruction = circuit.Instructions[cut.Instruction];
        if (instruction is not GateInstruction { Targets.Count: 2 } gate || GateDecompositions.Find(gate) is null)
        {
            throw new CutException(
                $"instruction {cut.Instruction} '{instruction}' cannot be cut; a gate cut needs a two-qubit gate with a decomposition");
        }
    }

    private static void CheckWire(Circuit circuit, WireCut cut)
    {
        if (cut.Qubit < 0 || cut.Qubit >= circuit.QubitCount)
        {
            throw new CutException(
                $"wire cut on qubit {cut.Qubit} but the circuit has {circuit.QubitCount} qubits; use 0 to {circuit.QubitCount - 1}");
        }

        if (cut.AfterInstruction < 0 || cut.AfterInstruction >= circuit.Instructions.Count)
        {
            throw new CutException(
                $"wire cut behind instruction {cut.AfterInstruction} lies outside the circuit; use 0 to {circuit.Instructions.Count - 1}");
        }
    }
}
