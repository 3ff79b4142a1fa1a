using CutAwareQnn.Circuits;

namespace CutAwareQnn.Cutting;

/// <summary>
/// The joint terms of the cuts that the published mode makes: each gate and wire on its own, wide gates as gates of two qubits.
/// </summary>
internal static class PublishedTerms
{
    /// <summary>Counts the terms of the gates across labels.</summary>
    public static EquatableArray<int> Of(Circuit circuit, PartitionLabels labels)
    {
        Circuit expanded = Straddling.Expand(circuit, labels, keepsWide: false);
        return Straddling.Cuts(expanded, labels)
            .Select(cut => Of((GateInstruction)expanded.Instructions[cut.Instruction])).ToEquatableArray();
    }

    /// <summary>Counts the terms of cuts given by their positions.</summary>
    public static EquatableArray<int> Of(Circuit circuit, IEnumerable<Cut> cuts, GateSides sides) => cuts
        .SelectMany(cut => cut.Parts())
        .SelectMany(cut => cut is not GateCut gate ? [CutForm.Wire.Terms().Count]
            : circuit.Instructions[gate.Instruction].Qubits.Count > 2 ? Wide(circuit, gate.Instruction, sides)
            : circuit.Instructions[gate.Instruction] is GateInstruction { Targets.Count: 2 } instruction ? [Of(instruction)]
            : [1])
        .ToEquatableArray();

    private static IEnumerable<int> Wide(Circuit circuit, int instruction, GateSides sides)
    {
        var labels = new PartitionLabels(new string(
            [.. Enumerable.Range(0, circuit.QubitCount).Select(q => sides.IsFirst(instruction, q) ? 'A' : 'B')]));
        return Straddling.Expand((GateInstruction)circuit.Instructions[instruction], labels, keepsWide: false)
            .Where(gate => Straddling.Straddles(gate, labels))
            .Select(Of);
    }

    private static int Of(GateInstruction gate) => CutForm.Gate(GateDecompositions.Find(gate)!.Interaction).Terms().Count;
}
