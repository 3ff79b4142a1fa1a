using System.Threading;

namespace CutAwareQnn.Cutting;

/// <summary>
/// Looks for cheap ways to part a graph without a proof. Where the number of cuts is limited and too many come out, each cut is
/// made dearer, until in the end their number alone counts.
/// </summary>
internal sealed class HeuristicSearch
{
    private static readonly double[] Penalties = [0, 0.1, 0.3, 1, 10, 1000];

    private readonly CutGraph _graph;
    private readonly int? _mostCuts;
    private readonly List<Population> _populations = [];
    private readonly Func<double, Population> _make;

    public HeuristicSearch(
        CutGraph graph,
        Capacities capacities,
        int? mostCuts,
        double enough,
        FinderSettings settings,
        CancellationToken cancellation)
    {
        double dearest = graph.Edges.Select(e => e.Cost / Math.Max(e.CutCount, 1)).DefaultIfEmpty().Max();
        _graph = graph;
        _mostCuts = mostCuts;
        _make = penalty => new(
            penalty == 0 ? graph : graph.WithPenalty(penalty * Math.Max(dearest, 1e-3)), capacities, enough, settings, cancellation);
    }

    /// <summary>The best ways found that keep to the limits, cheapest first.</summary>
    public IReadOnlyList<Separated> Elite => [.. _populations
        .SelectMany(p => p.Elite)
        .Select(e => Separated.Of(_graph, e.PartOf))
        .Where(e => e.CutCount <= (_mostCuts ?? int.MaxValue))
        .OrderBy(e => e.Cost)];

    /// <summary>The best of them; null where there is none.</summary>
    public Separated? Best => Elite is { Count: > 0 } elite ? elite[0] : null;

    /// <summary>Finds first ways.</summary>
    /// <param name="known">One that is known already, if any.</param>
    public void Start(int[]? known)
    {
        foreach (double penalty in Penalties)
        {
            Population population = _make(penalty);
            population.Start(known);
            _populations.Add(population);
            if (_mostCuts is null || (penalty == 0 && Best is not null))
            {
                break;
            }
        }
    }

    /// <summary>Looks for better ones around them.</summary>
    public void Improve()
    {
        foreach (Population population in _populations)
        {
            population.Improve();
        }
    }
}
