namespace CutAwareQnn.Estimation;

/// <summary>
/// Queries evaluated together, on their way: passes through the stages, one after the other, and then the estimates. A driver takes
/// each pass to its end before it takes the next; what the stages run on, and when, is the driver's.
/// </summary>
public abstract class Passes
{
    /// <summary>Returns the passes: the values first, then what derivatives need.</summary>
    public abstract IEnumerable<Pass> InOrder();

    /// <summary>Returns the estimates, once every pass is complete; one per query, in order.</summary>
    public abstract IReadOnlyList<Estimate> Estimates();
}
