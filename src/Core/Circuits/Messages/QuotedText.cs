using System.Globalization;
using System.Text;

namespace CutAwareQnn.Circuits;

/// <summary>Text of a user as messages show it.</summary>
public static class QuotedText
{
    private const int LongestQuote = 40;

    /// <summary>
    /// Returns the text in single quotes, on one line: at most 40 characters, then an ellipsis; characters that have no glyph, as line
    /// breaks and escapes, by their code as in <c>U+001B</c>.
    /// </summary>
    public static string Of(string text) => Of(text, 0, text.Length);

    internal static string Of(string text, int start, int end)
    {
        var shown = new StringBuilder("'");
        int position = start;
        for (int count = 0; position < end && count < LongestQuote; count++)
        {
            int length = char.IsHighSurrogate(text[position]) && position + 1 < end && char.IsLowSurrogate(text[position + 1]) ? 2 : 1;
            if (HasGlyph(text, position))
            {
                shown.Append(text, position, length);
            }
            else
            {
                int code = length == 2 ? char.ConvertToUtf32(text[position], text[position + 1]) : text[position];
                shown.Append("U+").Append(code.ToString("X4", CultureInfo.InvariantCulture));
            }

            position += length;
        }

        return shown.Append(position < end ? "...'" : "'").ToString();
    }

    private static bool HasGlyph(string text, int position) => CharUnicodeInfo.GetUnicodeCategory(text, position)
        is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse
            or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.OtherNotAssigned);
}
