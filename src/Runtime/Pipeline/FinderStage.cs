using System.Reactive.Concurrency;
using CutAwareQnn.Circuits;
using CutAwareQnn.Cutting;

namespace CutAwareQnn.Runtime;

/// <summary>Cuts found within limits, timed.</summary>
/// <param name="Front">What was found: at least one, and several where what is made small has several answers.</param>
/// <param name="Time">How long finding took; once planned, also planning.</param>
public sealed record FinderStage(IReadOnlyList<FoundCuts> Front, TimeSpan Time)
{
    /// <summary>The first of what was found.</summary>
    public FoundCuts Found => Front[0];

    /// <summary>The plan made of it; null before it is planned.</summary>
    public CutPlan? Plan { get; private init; }

    /// <summary>Finds cuts.</summary>
    /// <param name="circuit">The circuit.</param>
    /// <param name="limits">What the fragments keep to.</param>
    /// <param name="settings">What is made small, and how much is tried.</param>
    /// <param name="scheduler">The clock.</param>
    /// <param name="cancellationToken">Ends the search early, with the best cuts found until then.</param>
    /// <exception cref="CutException">No cuts keep to the limits.</exception>
    public static FinderStage Find(
        Circuit circuit, FinderLimits limits, FinderSettings settings, IScheduler scheduler, CancellationToken cancellationToken)
    {
        IStopwatch stopwatch = scheduler.StartStopwatch();
        IReadOnlyList<FoundCuts> front = settings.Objective == FinderObjective.Pareto
            ? CutFinder.Front(circuit, limits, settings, cancellationToken)
            : [CutFinder.Find(circuit, limits, settings, cancellationToken)];
        return new(front, stopwatch.Elapsed);
    }

    /// <summary>Finds cuts and plans them.</summary>
    /// <param name="circuit">The circuit.</param>
    /// <param name="observable">The observable.</param>
    /// <param name="limits">What the fragments keep to.</param>
    /// <param name="settings">What is made small, and how much is tried.</param>
    /// <param name="communicates">Whether wires may be planned with communication, which only sampling gains from.</param>
    /// <param name="scheduler">The clock.</param>
    /// <param name="cancellationToken">Ends the search early, with the best cuts found until then.</param>
    /// <exception cref="CutException">No cuts keep to the limits, or the planner does not take them.</exception>
    public static FinderStage Run(
        Circuit circuit,
        PauliSum observable,
        FinderLimits limits,
        FinderSettings settings,
        bool communicates,
        IScheduler scheduler,
        CancellationToken cancellationToken)
    {
        IStopwatch stopwatch = scheduler.StartStopwatch();
        FinderStage stage = Find(circuit, limits, settings, scheduler, cancellationToken);
        FoundCuts found = stage.Found;
        CutPlan plan = found is { Labels: { } labels, IsJoint: false }
            ? CutPlanner.Plan(found.Circuit, observable, labels, new(JoinsCuts: limits.IsJoint))
            : CutPlanner.Plan(found.Circuit, observable, found.Planned(communicates));
        return stage with { Plan = plan, Time = stopwatch.Elapsed };
    }
}
