namespace CutAwareQnn.Cutting;

/// <summary>What happens at once: one instruction, gates that are cut in parallel or as one, or a cut of wires.</summary>
/// <param name="Instructions">Indices of instructions, ascending.</param>
/// <param name="WiresOf">Index of the cut that parts wires, or null.</param>
internal sealed record CutMoment(IReadOnlyList<int> Instructions, int? WiresOf);
