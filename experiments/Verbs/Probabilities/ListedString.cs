using CutAwareQnn.Reconstruction;

namespace CutAwareQnn.Experiments;

/// <summary>A bit string with its probability.</summary>
/// <param name="Bits">One character per qubit; the rightmost is the lowest qubit.</param>
/// <param name="Probability">In [0, 1].</param>
/// <param name="StandardError">0 where the probability is exact.</param>
/// <param name="Raw">The signed number before any correction.</param>
internal readonly record struct ListedString(string Bits, double Probability, double StandardError, double Raw)
{
    /// <summary>Creates the entry of an exact probability; rounding may leave less than 0.</summary>
    public static ListedString Exact(string bits, double probability) => new(bits, Math.Clamp(probability, 0, 1), 0, probability);

    /// <summary>Returns all bit strings of a distribution, in ascending order.</summary>
    public static ListedString[] All(double[] probabilities, int qubitCount) =>
        [.. probabilities.Select((p, x) => Exact(BitStrings.Of(x, qubitCount), p))];

    /// <summary>Returns all bit strings, those without an estimate included.</summary>
    public static ListedString[] All(IEnumerable<ListedString> estimated, int qubitCount, double unseenError)
    {
        ListedString[] all =
            [.. Enumerable.Range(0, 1 << qubitCount).Select(x => new ListedString(BitStrings.Of(x, qubitCount), 0, unseenError, 0))];
        foreach (ListedString listed in estimated)
        {
            all[Convert.ToInt32(listed.Bits, 2)] = listed;
        }

        return all;
    }
}
