namespace CutAwareQnn.Cutting;

/// <summary>What a planner may do to make a plan cheaper; the defaults allow all.</summary>
/// <param name="JoinsCuts">
/// Whether gates on one pair of qubits are cut as one, and parallel gates between the same two fragments together, where that lowers γ.
/// Cuts given by position stay as they are given.
/// </param>
/// <param name="DropsUnseen">Whether instructions outside the observable's causal cone, and idle qubits, are left out before cutting.</param>
public sealed record PlanSettings(bool JoinsCuts = true, bool DropsUnseen = true)
{
    /// <summary>Every gate and wire on its own, and everything kept: what the published tools do.</summary>
    public static PlanSettings Plain { get; } = new(JoinsCuts: false, DropsUnseen: false);
}
