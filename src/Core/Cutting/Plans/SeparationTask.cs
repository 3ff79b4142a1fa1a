using CutAwareQnn.Circuits;

namespace CutAwareQnn.Cutting;

/// <summary>What is separated.</summary>
/// <param name="Circuit">The circuit.</param>
/// <param name="Observable">The observable.</param>
/// <param name="Cuts">The cuts.</param>
/// <param name="Cone">What of the circuit is left in.</param>
/// <param name="Settings">What the planner may do.</param>
/// <param name="Sides">Which qubits of wide cut gates are on the first side.</param>
internal sealed record SeparationTask(
    Circuit Circuit, PauliSum Observable, IReadOnlyList<Cut> Cuts, CausalCone Cone, PlanSettings Settings, GateSides Sides)
{
    /// <summary>The group that a qubit shares a fragment with; null where only connection counts.</summary>
    public Func<int, object?>? GroupOf { get; init; }
}
