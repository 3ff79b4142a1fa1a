using System.Threading;
using CutAwareQnn.Circuits;

namespace CutAwareQnn.Cutting;

/// <summary>
/// Finds the cuts that separate a circuit into fragments within limits at the smallest sampling overhead: what may not be cut is
/// joined, what is left is a graph; a heuristic parts it, then an exact search looks for something better, or proves there is none.
/// </summary>
/// <remarks>
/// Among equal overheads that were met, the one with the smallest sum over the fragments of 2^qubits·4^(cut ends) is taken. A gate
/// whose angle has a symbol counts with its largest γ.
/// </remarks>
public static class CutFinder
{
    /// <summary>Finds cuts.</summary>
    /// <param name="circuit">The circuit.</param>
    /// <param name="limits">What the fragments keep to.</param>
    /// <param name="settings">What is made small, and how much is tried; null for the defaults. Of a Pareto list this is the first.</param>
    /// <param name="cancellation">Ends the search early, with the best cuts found until then.</param>
    /// <exception cref="CutException">No cuts keep to the limits; the message names the smallest width that some keep to.</exception>
    public static FoundCuts Find(
        Circuit circuit, FinderLimits limits, FinderSettings? settings = null, CancellationToken cancellation = default) =>
        List(circuit, limits, settings ?? new(), cancellation)[0];

    /// <summary>Finds cuts of which none is better than another in γ², number of circuits and contraction cost together.</summary>
    /// <param name="circuit">The circuit.</param>
    /// <param name="limits">What the fragments keep to.</param>
    /// <param name="settings">How much is tried; null for the defaults.</param>
    /// <param name="cancellation">Ends the search early, with the best cuts found until then.</param>
    /// <returns>At least one, by growing γ². The smallest γ² is as good as <see cref="Find"/>'s; of the others more may exist.</returns>
    /// <exception cref="CutException">No cuts keep to the limits; the message names the smallest width that some keep to.</exception>
    public static IReadOnlyList<FoundCuts> Front(
        Circuit circuit, FinderLimits limits, FinderSettings? settings = null, CancellationToken cancellation = default) =>
        List(circuit, limits, (settings ?? new()) with { Objective = FinderObjective.Pareto }, cancellation);

    private static IReadOnlyList<FoundCuts> List(
        Circuit circuit, FinderLimits limits, FinderSettings settings, CancellationToken cancellation)
    {
        limits.Check();
        var search = new CutSearch(circuit, settings, cancellation);
        return settings.Objective switch
        {
            FinderObjective.Overhead => [search.Cheapest(limits) ?? throw UnmetLimits.Of(circuit, limits, settings, cancellation)],
            FinderObjective.Depth => [DepthSearch.Run(search, limits) ?? throw UnmetLimits.Of(circuit, limits, settings, cancellation)],
            FinderObjective.Pareto => ParetoSearch.Run(search, limits) ?? throw UnmetLimits.Of(circuit, limits, settings, cancellation),
            _ => throw new CutException($"finder objective {(int)settings.Objective} is not known; take overhead, depth or Pareto"),
        };
    }
}
