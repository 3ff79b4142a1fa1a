namespace CutAwareQnn.Cutting;

/// <summary>Groups the cuts of a parting as cheaply as it can, within the limits.</summary>
internal sealed class JointModel
{
    // Beyond this the order of all that could be cut takes more memory than that of what is cut.
    private const int MostOrdered = 4_000;

    private readonly Lazy<TimeOrder>? _order;

    /// <param name="timeline">What can be cut.</param>
    /// <param name="limits">The room of the fragments, and which cuts may be made together.</param>
    public JointModel(Timeline timeline, FinderLimits limits)
    {
        Timeline = timeline;
        Limits = limits;

        // A wire keeps gates that commute apart only where it is cut.
        CutLink[] gates = [.. timeline.Links.Where(l => !l.IsWire)];
        _order = gates.Length <= MostOrdered && (limits.Kinds & CutKinds.Wire) == 0 ? new(() => new(timeline.Circuit, gates)) : null;
    }

    public Timeline Timeline { get; }

    public FinderLimits Limits { get; }

    /// <summary>Whether any cuts may be made together.</summary>
    public bool IsJoint => Limits.IsJoint || Limits.IsCommunicating;

    /// <summary>Groups the cuts between parts.</summary>
    /// <param name="partOf">The part of every vertex; -1 for one that does not count.</param>
    public Grouping Group(int[] partOf) => new GroupingDraft(this, partOf).Group();

    /// <summary>Returns what must come before what, of these cuts at least.</summary>
    public TimeOrder Order(IReadOnlyList<CutLink> links) => _order?.Value ?? new(Timeline.Circuit, links);
}
