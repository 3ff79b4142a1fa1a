using CutAwareQnn.Circuits;

namespace CutAwareQnn.Cutting;

/// <summary>What running found cuts will take, as decimal logarithms.</summary>
public static class CutForecast
{
    /// <summary>Computes the number of joint terms of the decomposition: the product over the cuts of their terms (6 per CX cut).</summary>
    public static double Log10TermCount(this FoundCuts found) => found.Costs.Sum(c => c.Log10TermCount);

    /// <summary>
    /// Computes the number of distinct circuits of all fragments: each fragment's product of the local operations at its cut ends, or one
    /// per value of the bits that it receives.
    /// </summary>
    public static double Log10CircuitCount(this FoundCuts found) => found.Linked is { } linked
        ? Log10(linked.VariantCount)
        : Log10Sum(found.Fragments.Select((_, f) =>
            found.Costs.Where(c => c.First == f).Sum(c => c.Log10FirstVariantCount)
            + found.Costs.Where(c => c.Second == f).Sum(c => c.Log10SecondVariantCount)));

    /// <summary>
    /// Computes a model of simulation and contraction, the greater of the two: the sum over the fragments of 2^width times the dimensions
    /// of its cut ends (4 per CX cut), and the multiplications of the contraction in its planned order, where a number holds them.
    /// </summary>
    public static double Log10ContractionCost(this FoundCuts found)
    {
        double[] simulation = [.. found.Fragments.Select((fragment, f) => (fragment.Width * Log10(2))
            + found.Costs.Sum(c => (c.First == f ? c.Log10Dimension : 0) + (c.Second == f ? c.Log10Dimension : 0)))];
        var graph = ContractionGraph.Of(
            found.Fragments.Count,
            found.Costs.Where(c => c.First != c.Second)
                .Select(c => (c.First, c.Second, Elementary.Exp(c.Log10Dimension * Elementary.Log(10)))));
        double contraction = ContractionOrder.Of(graph).Cost;
        return Math.Max(Log10Sum(simulation), double.IsInfinity(contraction) ? 0 : Log10(contraction));
    }

    /// <summary>
    /// Computes the most numbers that one fragment gives per query: the product over its cut ends of the local operations, or in exact mode
    /// of the dimensions.
    /// </summary>
    /// <param name="found">The cuts.</param>
    /// <param name="isSampled">Whether values come from shots.</param>
    public static double Log10ResultCount(this FoundCuts found, bool isSampled) => found.Fragments.Select((_, f) => found.Costs.Sum(c =>
        (c.First == f ? isSampled ? c.Log10FirstVariantCount : c.Log10Dimension : 0)
        + (c.Second == f ? isSampled ? c.Log10SecondVariantCount : c.Log10Dimension : 0))).Max();

    /// <summary>
    /// Computes the shots of fragments, in total, that suffice for a standard error: (Σ_f Π γ of the cuts on f)²/ε² for one Pauli string of
    /// weight 1 and shots allotted to each fragment's circuits by what they contribute. Fragments that communicate count as one.
    /// </summary>
    /// <param name="found">The cuts.</param>
    /// <param name="targetError">The standard error ε, above 0.</param>
    /// <exception cref="CutException">The error is not above 0.</exception>
    public static double Log10Shots(this FoundCuts found, double targetError)
    {
        if (!(targetError > 0) || double.IsInfinity(targetError))
        {
            throw new CutException($"target error {targetError} is not above 0; give a standard error, e.g. 0.01");
        }

        var linked = new DisjointSets(found.Fragments.Count);
        foreach (CutCost cost in found.Costs.Where(c => c.Cut is CommunicatingWireCut))
        {
            linked.Join(cost.First, cost.Second);
        }

        double sum = Log10Sum(Enumerable.Range(0, found.Fragments.Count).Where(f => linked.Root(f) == f).Select(f =>
            found.Costs.Where(c => linked.Root(c.First) == f || linked.Root(c.Second) == f).Sum(c => c.Log10Gamma)));
        return 2 * (sum - Log10(targetError));
    }

    /// <summary>Computes the seconds for that many shots of these circuits, one after another.</summary>
    /// <param name="found">The cuts.</param>
    /// <param name="targetError">The standard error, above 0.</param>
    /// <param name="service">How long a device takes.</param>
    /// <exception cref="CutException">The error is not above 0.</exception>
    public static double Log10Seconds(this FoundCuts found, double targetError, ServiceTime service) => Log10Sum(
    [
        found.Log10CircuitCount() + Log10(service.CircuitSeconds),
        found.Log10Shots(targetError) + Log10(service.ShotSeconds),
    ]);

    private static double Log10Sum(IEnumerable<double> terms)
    {
        double[] all = [.. terms.Where(t => !double.IsNegativeInfinity(t))];
        if (all.Length == 0)
        {
            return double.NegativeInfinity;
        }

        double largest = all.Max();
        return largest + Log10(all.Sum(t => Elementary.Exp((t - largest) * Elementary.Log(10))));
    }

    private static double Log10(double value) => value > 0 ? Elementary.Log(value) / Elementary.Log(10) : double.NegativeInfinity;
}
