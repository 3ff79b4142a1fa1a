using System.Text.Json;

namespace CutAwareQnn.Runtime;

/// <summary>Recognises how outcomes are written.</summary>
internal static class KeyKinds
{
    /// <summary>Returns how the keys of histograms are written.</summary>
    /// <param name="histograms">The histograms, of as many circuits.</param>
    /// <param name="reading">What is known of the circuits; it decides about keys such as "10" and "11", which may be both.</param>
    public static KeyKind Of(IEnumerable<JsonElement> histograms, ResultReading reading)
    {
        string[][] keys = [.. histograms.Select(h => h.EnumerateObject().Select(p => p.Name).ToArray()).Where(k => k.Length > 0)];
        bool areBinary = keys.All(own => own.All(k => OutcomeText.IsBinary(k) && k.Length == own[0].Length));
        bool areDecimal = keys.All(own => own.All(OutcomeText.IsDecimal));
        if (areBinary && areDecimal)
        {
            int[] widths = [.. keys.Select(own => own[0].Length)];
            return reading.Circuits.Count > 0
                ? widths.All(w => reading.Circuits.Any(c => c.BitCount == w || c.WrittenBits.Length == w))
                ? KeyKind.Binary
                : KeyKind.Decimal
                : widths.All(w => w == 1) ? KeyKind.Decimal : KeyKind.Binary;
        }

        return areBinary ? KeyKind.Binary
            : areDecimal ? KeyKind.Decimal
            : keys.All(own => own.All(OutcomeText.IsHexadecimal)) ? KeyKind.Hexadecimal
            : KeyKind.Unknown;
    }

    /// <summary>Whether keys are bits with spaces between registers.</summary>
    public static bool HaveSpaces(JsonElement histogram) =>
        histogram.EnumerateObject().Any(p => OutcomeText.IsBinary(p.Name) && p.Name.Contains(' ', StringComparison.Ordinal));

    /// <summary>Whether a value maps names to histograms.</summary>
    public static bool AreNamed(JsonElement value) => value.IsObject()
        && value.EnumerateObject().All(p => Histogram.Is(p.Value) || (p.Value.IsObject() && !p.Value.EnumerateObject().Any()))
        && value.EnumerateObject().Any(p => Histogram.Is(p.Value));

    /// <summary>Whether a value is a list of histograms.</summary>
    public static bool AreListed(JsonElement value) =>
        value.IsArray() && value.GetArrayLength() > 0 && value.EnumerateArray().All(Histogram.Is);
}
