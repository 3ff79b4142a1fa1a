namespace CutAwareQnn.Cutting;

/// <summary>How cuts were found.</summary>
public enum FinderMethod
{
    /// <summary>Branch and bound.</summary>
    Exact,

    /// <summary>Multilevel partitioning with refinement; branch and bound found nothing better.</summary>
    Heuristic,
}
