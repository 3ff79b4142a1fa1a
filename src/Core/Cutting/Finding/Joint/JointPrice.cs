using CutAwareQnn.Circuits;

namespace CutAwareQnn.Cutting;

/// <summary>
/// What cuts between two fragments cost together: log γ = log(2 e^w - 1) for the sum w of the cuts' weights log (γ_k+1)/2. The price
/// is concave, so that merging pairs of fragments never costs more, and is zero for nothing.
/// </summary>
/// <remarks>A lower bound of every way to cut them, also with communication: Schmitt, Piveteau and Sutter, arXiv:2312.11638.</remarks>
/// <param name="pairCount">A lower bound of the number of pairs of fragments with a cut between them.</param>
/// <param name="least">The smallest weight of a cut, at least 0.</param>
internal sealed class JointPrice(int pairCount, double least)
{
    private readonly double _fixedWeight = Math.Max(0, pairCount - 1) * least;
    private readonly double _fixedCost = Math.Max(0, pairCount - 1) * Of(least);

    /// <summary>Computes log γ of cuts of a total weight.</summary>
    public static double Of(double weight) => weight <= 0
        ? 0
        : weight + Elementary.Log(2 - Elementary.Exp(-weight));

    /// <summary>
    /// Computes a bound that no parting whose cuts weigh so much costs less than: the price is concave, so that it is least where all pairs
    /// but one have the smallest weight.
    /// </summary>
    public double AtLeast(double weight) => _fixedCost + Of(pairCount > 0 ? Math.Max(weight - _fixedWeight, least) : weight);

    /// <summary>Returns a weight below which partings may cost less than this.</summary>
    public double Allowance(double cost)
    {
        double rest = cost - _fixedCost;
        return _fixedWeight + (rest <= 0 ? 0 : double.IsPositiveInfinity(rest) ? rest : Weight(rest));
    }

    // The inverse of Of: e^w = (e^cost + 1)/2.
    private static double Weight(double cost) => cost + Elementary.Log((1 + Elementary.Exp(-cost)) / 2);
}
