using CutAwareQnn.Circuits;

namespace CutAwareQnn.Cutting;

/// <summary>A way to part a graph's vertices.</summary>
/// <param name="PartOf">The part of every vertex.</param>
/// <param name="Cost">Σ log γ of the cuts between parts.</param>
/// <param name="CutCount">How many cuts those are.</param>
internal sealed record Separated(int[] PartOf, double Cost, int CutCount)
{
    /// <summary>Adds up a way to part a graph, in the order of its edges.</summary>
    public static Separated Of(CutGraph graph, int[] partOf)
    {
        double cost = 0;
        int cuts = 0;
        foreach (CutEdge edge in graph.Edges)
        {
            if (partOf[edge.From] != partOf[edge.To])
            {
                cost += edge.Cost;
                cuts += edge.CutCount;
            }
        }

        return new([.. partOf], cost, cuts);
    }

    /// <summary>
    /// Computes the natural logarithm of what running the fragments costs as a model: the sum over the parts of 5^(cut ends), the circuits,
    /// and with little weight their widths.
    /// </summary>
    public double RunCost(CutGraph graph)
    {
        const double OfWidth = 1.0 / 64;
        double[] exponents = new double[PartOf.Max() + 1];
        double ln5 = Elementary.Log(5);
        for (int v = 0; v < PartOf.Length; v++)
        {
            exponents[PartOf[v]] += OfWidth * graph.Widths[v];
        }

        foreach (CutEdge edge in graph.Edges)
        {
            if (PartOf[edge.From] == PartOf[edge.To])
            {
                exponents[PartOf[edge.From]] -= OfWidth * edge.Saving;
            }
            else
            {
                exponents[PartOf[edge.From]] += ln5 * edge.CutCount;
                exponents[PartOf[edge.To]] += ln5 * edge.CutCount;
            }
        }

        double largest = exponents.Max();
        return largest + Elementary.Log(exponents.Where(e => e > 0).Sum(e => Elementary.Exp(e - largest)));
    }
}
