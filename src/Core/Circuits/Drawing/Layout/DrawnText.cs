namespace CutAwareQnn.Circuits;

/// <summary>Texts that take one column per character.</summary>
internal static class DrawnText
{
    /// <summary>Returns the text, cut to a length, without characters that would break a line or a pair.</summary>
    public static string Fit(string text, int longest)
    {
        string shown = text.Length <= longest ? text : text.Remove(longest - 1) + "…";
        return shown.All(IsPlain) ? shown : new([.. shown.Select(c => IsPlain(c) ? c : '?')]);
    }

    private static bool IsPlain(char c) =>
        !char.IsControl(c) && !char.IsSurrogate(c) && c != '\u2028' && c != '\u2029' && c < '\uFFFE';
}
