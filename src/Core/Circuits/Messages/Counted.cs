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
        Of(count, noun, "D");

    /// <summary>Returns <c>1 cut</c> or <c>2 cuts</c>, the number in a format.</summary>
    /// <param name="count">How many there are.</param>
    /// <param name="noun">The singular of a noun.</param>
    /// <param name="format">Of the number; <c>N0</c> separates thousands.</param>
    public static string Of(long count, string noun, string format) =>
        count.ToString(format, CultureInfo.InvariantCulture) + " " + (count == 1 ? noun : Plural(noun));

    /// <summary>Returns <c>1 cut is</c> or <c>2 cuts are</c>.</summary>
    /// <param name="count">How many there are.</param>
    /// <param name="noun">The singular of a noun.</param>
    /// <param name="singular">The verb that follows one thing.</param>
    /// <param name="plural">The verb that follows several things, or none.</param>
    public static string Of(long count, string noun, string singular, string plural) =>
        Of(count, noun) + " " + (count == 1 ? singular : plural);

    private static string Plural(string noun)
    {
        // The ch of an epoch is a k.
        int last = noun.Length - 1;
        bool hisses = Hisses.Any(end => noun.EndsWith(end, StringComparison.Ordinal)) && !noun.EndsWith("epoch", StringComparison.Ordinal);
        return noun[last] == 'y' && "aeiou".IndexOf(noun[last - 1]) < 0 ? noun.Remove(last) + "ies"
            : noun + (hisses ? "es" : "s");
    }
}
