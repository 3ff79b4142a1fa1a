using CutAwareQnn.Circuits;

namespace CutAwareQnn.Cutting;

/// <summary>
/// The order in which fragment tensors are contracted pairwise. Node <c>f</c> is fragment <c>f</c>; step <c>i</c> makes node
/// <c>fragments + i</c> from two nodes, summing over the cuts they share.
/// </summary>
/// <param name="Steps">One fewer than there are fragments.</param>
/// <param name="Cost">Multiplications of one contraction, as a model: the product of all dimensions of each step, summed.</param>
public sealed record ContractionOrder(EquatableArray<ContractionStep> Steps, double Cost)
{
    /// <summary>The most fragments for which the cheapest order of all is searched.</summary>
    public const int MaxOptimalCount = OptimalOrder.MaxCount;

    /// <summary>Whether no order costs less.</summary>
    public bool IsOptimal { get; init; }

    /// <summary>The most numbers that one step holds: its two tensors and their contraction.</summary>
    public double PeakSize { get; init; }

    /// <summary>Creates the optimal order of up to <see cref="MaxOptimalCount"/> fragments, a good one of more.</summary>
    /// <param name="fragments">The fragments with their legs.</param>
    public static ContractionOrder Of(IReadOnlyList<Fragment> fragments) => Of(ContractionGraph.Of(fragments));

    /// <summary>Returns the optimal order of up to <see cref="MaxOptimalCount"/> tensors, a good one of more.</summary>
    internal static ContractionOrder Of(ContractionGraph graph) => graph.Count <= MaxOptimalCount ? Optimal(graph) : Greedy(graph);

    /// <summary>Creates the order of least cost, and of these one of least peak.</summary>
    /// <param name="fragments">The fragments with their legs.</param>
    /// <exception cref="CutException">There are more than <see cref="MaxOptimalCount"/> fragments, or none.</exception>
    public static ContractionOrder Optimal(IReadOnlyList<Fragment> fragments)
    {
        if (fragments.Count is < 1 or > MaxOptimalCount)
        {
            throw new CutException(
                $"the optimal order of {Counted.Of(fragments.Count, "fragment")} is requested; it is searched for 1 to {MaxOptimalCount}, "
                + "take the greedy one beyond");
        }

        return Optimal(ContractionGraph.Of(fragments));
    }

    /// <summary>
    /// Finds an order greedily: the best that choosing pair by pair gives under several criteria, each then improved piece by piece.
    /// </summary>
    /// <param name="fragments">The fragments with their legs.</param>
    public static ContractionOrder Greedy(IReadOnlyList<Fragment> fragments) => Greedy(ContractionGraph.Of(fragments));

    private static ContractionOrder Optimal(ContractionGraph graph) => Measured(graph, OptimalOrder.Find(graph)) with { IsOptimal = true };

    private static ContractionOrder Greedy(ContractionGraph graph)
    {
        ContractionOrder? best = null;
        foreach (GreedyOrder.Criterion criterion in GreedyOrder.Criteria)
        {
            ContractionOrder order = Measured(graph, ImprovedOrder.Find(graph, GreedyOrder.Find(graph, criterion)));
            best = best is null || order.Cost < best.Cost || (order.Cost == best.Cost && order.PeakSize < best.PeakSize) ? order : best;
        }

        return best!;
    }

    private static ContractionOrder Measured(ContractionGraph graph, List<ContractionStep> steps)
    {
        var cost = ContractionCost.Of(graph, steps);
        return new(steps.ToEquatableArray(), cost.Cost) { PeakSize = cost.Peak };
    }
}
