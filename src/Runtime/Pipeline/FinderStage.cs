using System.Reactive.Concurrency;
using CutAwareQnn.Circuits;
using CutAwareQnn.Cutting;

namespace CutAwareQnn.Runtime;

/// <summary>Cuts found within limits and the plan made of them, timed.</summary>
/// <param name="Found">The cuts, and what is proven about better ones.</param>
/// <param name="Plan">The plan.</param>
/// <param name="Time">How long finding and planning took.</param>
public sealed record FinderStage(FoundCuts Found, CutPlan Plan, TimeSpan Time)
{
    /// <summary>Finds cuts and plans them.</summary>
    /// <param name="circuit">The circuit.</param>
    /// <param name="observable">The observable.</param>
    /// <param name="limits">What the fragments keep to.</param>
    /// <param name="settings">How much is tried.</param>
    /// <param name="scheduler">The clock.</param>
    /// <param name="cancellationToken">Ends the search early, with the best cuts found until then.</param>
    /// <exception cref="CutException">No cuts keep to the limits.</exception>
    public static FinderStage Run(
        Circuit circuit,
        PauliSum observable,
        FinderLimits limits,
        FinderSettings settings,
        IScheduler scheduler,
        CancellationToken cancellationToken)
    {
        IStopwatch stopwatch = scheduler.StartStopwatch();
        FoundCuts found = CutFinder.Find(circuit, limits, settings, cancellationToken);
        CutPlan plan = found.Labels is { } labels
            ? CutPlanner.Plan(found.Circuit, observable, labels)
            : CutPlanner.Plan(found.Circuit, observable, found.Cuts);
        return new(found, plan, stopwatch.Elapsed);
    }
}
