using System.Globalization;

namespace CutAwareQnn.Circuits;

/// <summary>Numbers of things in words.</summary>
public static class Counted
{
    private static readonly string[] Hisses = ["s", "x", "z", "ch", "sh"];

    /// <summary>Returns <c>1 cut</c> or <c>2 cuts</c>.</summary>
    /// <param name="count">How many there are.</param>
    /// <param name="noun">The singular of a noun whose plural adds s, es or ies by the rules of English.</param>
    public static string Of(long count, string noun) =>
        count.ToString(CultureInfo.InvariantCulture) + " " + (count == 1 ? noun : Plural(noun));

    private static string Plural(string noun)
    {
        int last = noun.Length - 1;
        return noun[last] == 'y' && "aeiou".IndexOf(noun[last - 1]) < 0 ? noun.Remove(last) + "ies"
            : noun + (Hisses.Any(end => noun.EndsWith(end, StringComparison.Ordinal)) ? "es" : "s");
    }
}
