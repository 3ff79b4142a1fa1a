using System.Globalization;
using System.Text;

namespace CutAwareQnn.Figures;

/// <summary>Text in SVG, whose width is only known to the viewer and is estimated here.</summary>
internal static class SvgText
{
    // Of the usual sans-serif faces, in parts of the size; rather too wide.
    private const double NarrowWidth = 0.32;
    private const double UsualWidth = 0.6;
    private const double BroadWidth = 0.9;

    /// <summary>Escapes text between tags or in an attribute. Characters that XML cannot hold become U+FFFD.</summary>
    public static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            escaped.Append(rune.Value switch
            {
                '&' => "&amp;",
                '<' => "&lt;",
                '>' => "&gt;",
                '"' => "&quot;",
                '\t' or '\n' or '\r' => " ",
                < 0x20 or 0xFFFE or 0xFFFF => "\uFFFD",
                _ => rune.ToString(),
            });
        }

        return escaped.ToString();
    }

    /// <summary>Returns a length in pixels, to a hundredth.</summary>
    public static string Number(double pixels) =>
        Math.Round(pixels, 2).ToString("0.##", CultureInfo.InvariantCulture) is var text && text == "-0" ? "0" : text;

    /// <summary>Estimates the width of a line, in pixels.</summary>
    public static double Width(string text, double size) => size * text.Sum(letter => letter switch
    {
        'i' or 'j' or 'l' or 'I' or '.' or ',' or ':' or ';' or '\'' or '|' or ' ' or '(' or ')' or '[' or ']' => NarrowWidth,
        'm' or 'w' or 'M' or 'W' or '%' or '→' or '±' => BroadWidth,
        > '\u2E80' => 1,
        _ => UsualWidth,
    });

    /// <summary>Breaks text into lines of whole words, each about so wide at most where its words allow.</summary>
    public static IReadOnlyList<string> Wrap(string text, double size, double width)
    {
        List<string> lines = [];
        foreach (string word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (lines.Count > 0 && Width($"{lines[^1]} {word}", size) <= width)
            {
                lines[^1] += " " + word;
            }
            else
            {
                lines.Add(word);
            }
        }

        return lines.Count > 0 ? lines : [""];
    }
}
