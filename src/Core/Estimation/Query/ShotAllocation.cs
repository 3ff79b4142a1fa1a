namespace CutAwareQnn.Estimation;

/// <summary>How a query's shots are divided.</summary>
public enum ShotAllocation
{
    /// <summary>The same number for every circuit.</summary>
    Uniform,

    /// <summary>In proportion to the largest derivative that a circuit's result can have: the decomposition's coefficients.</summary>
    Weighted,

    /// <summary>
    /// In proportion to what a circuit adds to the error at this query's parameters, which a pilot measures first. Neyman 1934,
    /// J. R. Stat. Soc. 97, 558.
    /// </summary>
    Optimal,

    /// <summary>
    /// No circuit has shots of its own: each shot of the whole draws a joint term with probability |c|/γ. For plans whose fragments
    /// touch too many cuts to be run in every variant.
    /// </summary>
    Sampled,
}
