using CutAwareQnn.Circuits;

namespace CutAwareQnn.Cutting;

/// <summary>A Clifford gate, or a rotation <c>exp(-i angle/2 · letters)</c>.</summary>
/// <param name="Clifford">The gate; null for a rotation.</param>
/// <param name="Images">What the gate makes of Paulis.</param>
/// <param name="Angle">The rotation's angle in radians.</param>
/// <param name="Letters">The rotation's letters.</param>
internal sealed record GadgetStep(
    GateInstruction? Clifford, CliffordImages? Images, Angle? Angle, IReadOnlyList<(int Qubit, Pauli Pauli)> Letters);
