namespace CutAwareQnn.Cutting;

/// <summary>What <see cref="CutFinder"/> makes small.</summary>
public enum FinderObjective
{
    /// <summary>γ², then the cost of simulation and contraction.</summary>
    Overhead,

    /// <summary>
    /// The two-qubit depth of the deepest fragment, then γ². Every cut may lower it, so that the number of cuts wants a limit.
    /// </summary>
    Depth,

    /// <summary>γ², number of circuits and contraction cost together: what none betters in all three.</summary>
    Pareto,
}
