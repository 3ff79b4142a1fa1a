using CutAwareQnn.Circuits;

namespace CutAwareQnn.Cutting;

/// <summary>What a plan was made for.</summary>
/// <param name="Circuit">The circuit.</param>
/// <param name="Observable">The observable.</param>
public sealed record PlannedQuery(Circuit Circuit, PauliSum Observable);
