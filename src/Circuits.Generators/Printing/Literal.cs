using System.Globalization;
using System.Text;

namespace CutAwareQnn.Circuits.Generators.Printing;

/// <summary>Values as C# writes them.</summary>
internal static class Literal
{
    /// <summary>Returns a double with all its digits.</summary>
    public static string Of(double value)
    {
        if (double.IsNaN(value) || double.IsInfinity(value))
        {
            return double.IsNaN(value) ? "double.NaN" : value > 0 ? "double.PositiveInfinity" : "double.NegativeInfinity";
        }

        string text = value.ToString("R", CultureInfo.InvariantCulture);
        return text.IndexOfAny(['.', 'E']) < 0 ? text + ".0" : text;
    }

    /// <summary>Returns an integer.</summary>
    public static string Of(int value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>Returns a string in quotes; what is not printable ASCII is escaped.</summary>
    public static string Of(string value)
    {
        var text = new StringBuilder("\"");
        foreach (char c in value)
        {
            text.Append(c switch
            {
                '\n' => "\\n",
                < ' ' or '"' or '\\' or > '~' => $"\\u{(int)c:x4}",
                _ => c.ToString(),
            });
        }

        return text.Append('"').ToString();
    }
}
