using System.Reactive.Concurrency;
using CutAwareQnn.Circuits;
using CutAwareQnn.Cutting;

namespace CutAwareQnn.Runtime;

/// <summary>Cuts found within limits, timed.</summary>
/// <param name="Front">What was found: at least one, and several where what is made small has several answers.</param>
/// <param name="Time">How long finding took.</param>
public sealed record FinderOutcome(IReadOnlyList<FoundCuts> Front, TimeSpan Time)
{
    /// <summary>The first of what was found.</summary>
    public FoundCuts Found => Front[0];

    /// <summary>Finds cuts.</summary>
    /// <param name="circuit">The circuit.</param>
    /// <param name="limits">What the fragments keep to.</param>
    /// <param name="settings">What is made small, and how much is tried.</param>
    /// <param name="scheduler">The clock.</param>
    /// <param name="cancellationToken">Ends the search early, with the best cuts found until then.</param>
    /// <exception cref="CutException">No cuts keep to the limits.</exception>
    public static FinderOutcome Find(
        Circuit circuit, FinderLimits limits, FinderSettings settings, IScheduler scheduler, CancellationToken cancellationToken)
    {
        IStopwatch stopwatch = scheduler.StartStopwatch();
        IReadOnlyList<FoundCuts> front = settings.Objective == FinderObjective.Pareto
            ? CutFinder.Front(circuit, limits, settings, cancellationToken)
            : [CutFinder.Find(circuit, limits, settings, cancellationToken)];
        return new(front, stopwatch.Elapsed);
    }
}
