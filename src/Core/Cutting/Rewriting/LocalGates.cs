using CutAwareQnn.Circuits;

namespace CutAwareQnn.Cutting;

/// <summary>Gates that do not couple their qubits at their constant angles, such as <c>rzz(pi)</c>, as one-qubit gates.</summary>
internal static class LocalGates
{
    /// <summary>Returns the one-qubit gates that make up a local gate, in time order; null if the gate is not local.</summary>
    public static IReadOnlyList<GateInstruction>? Parts(GateInstruction gate)
    {
        if (ControlledPhase.Of(gate) is { } phase)
        {
            return Parts(phase.Core) is null ? null : [];
        }

        if (gate.Targets.Count != 2 || GateDecompositions.Find(gate) is not { Interaction.Local: { } pauli } parts)
        {
            return null;
        }

        return
        [
            .. Side(parts.FirstBefore, parts.FirstAfter, gate.Targets[0]),
            .. Side(parts.SecondBefore, parts.SecondAfter, gate.Targets[1]),
        ];

        IEnumerable<GateInstruction> Side(EquatableArray<GateInstruction> before, EquatableArray<GateInstruction> after, int qubit) =>
            before
            .Concat(LegOperation.On(pauli, 0).Cast<GateInstruction>())
            .Concat(after)
            .Select(g => (GateInstruction)g.OnQubits(_ => qubit));
    }
}
