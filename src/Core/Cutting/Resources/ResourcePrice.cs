using System.Globalization;
using CutAwareQnn.Circuits;

namespace CutAwareQnn.Cutting;

/// <summary>
/// The sampling factor γ of cuts that use what two processors share: entangled pairs of concurrence C, with or without classical
/// communication.
/// </summary>
/// <remarks>
/// With f the largest overlap of the pairs with Bell pairs, pairs and bits cost <c>2/f - 1</c>, which is optimal. Bechtold et al. 2024,
/// arXiv:2403.09690 and arXiv:2406.13315; Schmitt, Piveteau, Sutter 2023, arXiv:2312.11638; Vidal and Tarrach 1999, PRA 59, 141.
/// </remarks>
public static class ResourcePrice
{
    /// <summary>Returns γ of one wire, CX or CZ with one pair and classical communication, <c>(3 - C)/(1 + C)</c>.</summary>
    /// <param name="concurrence">The pair's concurrence, in (0, 1].</param>
    public static double WithPairAndBits(double concurrence) => WithPairsAndBits([concurrence], 1);

    /// <summary>Returns γ of several wires or CX gates cut together with pairs and classical communication, <c>2/f - 1</c>.</summary>
    /// <param name="concurrences">One concurrence in (0, 1] per pair; m Bell pairs for n cuts give <c>2^(n - m + 1) - 1</c>.</param>
    /// <param name="cutCount">Number of cuts, at least that of pairs.</param>
    /// <exception cref="CutException">A concurrence is outside its range, or there are more pairs than cuts.</exception>
    public static double WithPairsAndBits(IReadOnlyList<double> concurrences, int cutCount)
    {
        if (concurrences.Count > cutCount)
        {
            throw new CutException(
                $"{Counted.Of(concurrences.Count, "pair", "was", "were")} given for {Counted.Of(cutCount, "cut")}; give at most one pair "
                + "per cut");
        }

        double overlap = 1;
        for (int cut = 0; cut < cutCount; cut++)
        {
            overlap *= cut < concurrences.Count ? (1 + Checked(concurrences[cut])) / 2 : 0.5;
        }

        return (2 / overlap) - 1;
    }

    /// <summary>Returns γ of one wire or CX with a noisy pair and classical communication, <c>2/F - 1</c>.</summary>
    /// <param name="fidelity">The largest fidelity F of the pair with a Bell pair, in [1/2, 1]; below 1/2 the pair is of no use.</param>
    /// <exception cref="CutException">The fidelity is outside its range.</exception>
    public static double WithNoisyPairAndBits(double fidelity) => fidelity is >= 0.5 and <= 1
        ? (2 / fidelity) - 1
        : throw new CutException($"a pair has a fidelity of {Text(fidelity)} with a Bell pair; give a number in [0.5, 1]");

    /// <summary>
    /// Returns γ of a two-qubit gate with one pair and no communication, <c>1 + (Σ² - 1)/C</c>, or without the pair, <c>2Σ² - 1</c>,
    /// whichever is less.
    /// </summary>
    /// <param name="concurrence">The pair's concurrence, in (0, 1].</param>
    /// <param name="termSum">The sum Σ of the magnitudes of the gate's canonical form: √2 for CX and CZ, 2 for SWAP.</param>
    /// <exception cref="CutException">The concurrence is outside its range.</exception>
    public static double WithPairAlone(double concurrence, double termSum)
    {
        double square = termSum * termSum;
        return Math.Min((2 * square) - 1, 1 + ((square - 1) / Checked(concurrence)));
    }

    /// <summary>Returns γ of pairs that separate processors emulate, <c>2 Π(1 + C_i) - 1</c>.</summary>
    /// <param name="concurrences">One concurrence in (0, 1] per pair.</param>
    /// <exception cref="CutException">A concurrence is outside its range.</exception>
    public static double OfPairs(IEnumerable<double> concurrences) =>
        (2 * concurrences.Aggregate(1.0, (product, c) => product * (1 + Checked(c)))) - 1;

    /// <summary>Returns a concurrence that is in (0, 1].</summary>
    /// <exception cref="CutException">It is not.</exception>
    internal static double Checked(double concurrence) => concurrence is > 0 and <= 1
        ? concurrence
        : throw new CutException($"a pair has a concurrence of {Text(concurrence)}; give a number in (0, 1], 1 for a Bell pair");

    private static string Text(double value) => value.ToString(CultureInfo.InvariantCulture);
}
