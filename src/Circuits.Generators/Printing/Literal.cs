using System.Globalization;

namespace CutAwareQnn.Circuits.Generators.Printing;

/// <summary>Values as C# writes them.</summary>
internal static class Literal
{
    /// <summary>A double with all its digits.</summary>
    public static string Of(double value)
    {
        string text = value.ToString("R", CultureInfo.InvariantCulture);
        return text.IndexOfAny(['.', 'E']) < 0 ? text + ".0" : text;
    }

    /// <summary>An integer.</summary>
    public static string Of(int value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>A string in quotes. Pauli sums and labels hold white space at worst.</summary>
    public static string Of(string value) =>
        "\"" + string.Concat(value.Select(c => c is < ' ' or '"' or '\\' or > '~' ? $"\\u{(int)c:x4}" : c.ToString())) + "\"";
}
