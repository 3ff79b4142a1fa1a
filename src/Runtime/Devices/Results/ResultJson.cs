using System.Text.Json;

namespace CutAwareQnn.Runtime;

/// <summary>Parts of a JSON document that must be as a format has them.</summary>
internal static class ResultJson
{
    // Beyond it a double no longer counts one by one.
    private const double MostCount = 1L << 53;

    private const int LongestQuote = 24;

    public static bool IsObject(this JsonElement element) => element.ValueKind == JsonValueKind.Object;

    public static bool IsArray(this JsonElement element) => element.ValueKind == JsonValueKind.Array;

    public static bool IsNumber(this JsonElement element) => element.ValueKind == JsonValueKind.Number;

    public static bool IsText(this JsonElement element) => element.ValueKind == JsonValueKind.String;

    public static bool Has(this JsonElement element, string name) =>
        element.IsObject() && element.TryGetProperty(name, out JsonElement field) && field.ValueKind != JsonValueKind.Null;

    /// <summary>Returns a field that must be there.</summary>
    public static JsonElement Field(this JsonElement element, string name) => element.Has(name)
        ? element.GetProperty(name)
        : throw new ResultFileException($"'{name}' is missing; give the file as it was written, whole");

    /// <summary>Returns a field that must be an array.</summary>
    public static JsonElement Array(this JsonElement element, string name) =>
        element.Field(name) is { ValueKind: JsonValueKind.Array } array
        ? array
        : throw new ResultFileException($"'{name}' is not a list; give the file as it was written");

    /// <summary>Returns a field that must be an object.</summary>
    public static JsonElement Object(this JsonElement element, string name) =>
        element.Field(name) is { ValueKind: JsonValueKind.Object } value
        ? value
        : throw new ResultFileException($"'{name}' is not an object; give the file as it was written");

    /// <summary>Returns a field that must be text.</summary>
    public static string Text(this JsonElement element, string name) => element.Field(name) is { ValueKind: JsonValueKind.String } text
        ? text.GetString()!
        : throw new ResultFileException($"'{name}' is not text; give the file as it was written");

    /// <summary>Returns a whole number from 0.</summary>
    /// <param name="element">The number.</param>
    /// <param name="what">What it counts, for the message.</param>
    public static long WholeNumber(this JsonElement element, string what)
    {
        double value = element.IsNumber() ? element.GetDouble() : double.NaN;
        return value >= 0 && value <= MostCount && value == Math.Floor(value)
            ? (long)value
            : throw new ResultFileException($"{what} is {Quote(element)}; counts are whole numbers from 0");
    }

    /// <summary>Returns a whole number from 0 that fits an index.</summary>
    public static int Index(this JsonElement element, string what) => element.WholeNumber(what) is <= int.MaxValue and var value
        ? (int)value
        : throw new ResultFileException($"{what} is {Quote(element)}, which is too large");

    /// <summary>Returns '0' or '1' from a bit written as number, text or truth value.</summary>
    public static char Bit(this JsonElement element, string what)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Number when element.TryGetInt32(out int number) && number is 0 or 1:
                return (char)('0' + element.GetInt32());
            case JsonValueKind.String when element.ValueEquals("0") || element.ValueEquals("1"):
                return element.ValueEquals("1") ? '1' : '0';
            case JsonValueKind.True:
                return '1';
            case JsonValueKind.False:
                return '0';
            default:
                throw new ResultFileException($"{what} holds {Quote(element)} where a bit is expected; bits are 0 or 1");
        }
    }

    /// <summary>Returns the start of a number or text for a message; of anything else only what it is, as it may hold a secret.</summary>
    public static string Quote(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Number => Shortened(element.GetRawText()),
        JsonValueKind.String => $"'{Quote(element.GetString()!)}'",
        JsonValueKind.Array => "a list",
        JsonValueKind.Object => "an object",
        JsonValueKind.Null => "null",
        _ => element.GetRawText(),
    };

    /// <summary>Returns the printable start of a text.</summary>
    public static string Quote(string text) => Shortened(string.Concat(text.Select(c => char.IsControl(c) ? '?' : c)));

    private static string Shortened(string text) => text.Length <= LongestQuote ? text : text[..LongestQuote] + "…";
}
