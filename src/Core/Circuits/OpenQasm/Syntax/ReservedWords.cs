namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>The words of version 3, which name nothing else.</summary>
internal static class ReservedWords
{
    private static readonly NameTable<bool> Words = new();

    private static readonly string[] FirstWords =
        ["qubit", "bit", "qreg", "creg", "float", "angle", "const", "input", "measure", "reset", "barrier", "include"];

    static ReservedWords()
    {
        const string All = """
            OPENQASM include defcalgrammar def cal defcal gate extern box let break continue if else end return for while in switch case
            default nop pragma input output const readonly mutable qreg qubit creg bool bit int uint float angle complex array void
            duration stretch gphase inv pow ctrl negctrl durationof delay reset measure barrier true false
            """;
        foreach (string word in All.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries))
        {
            Words.Set(word, true);
        }
    }

    /// <summary>Returns the word that a misspelt one at the beginning of a statement may mean, or null.</summary>
    public static string? Nearest(string name) => NearestName.Of(name, FirstWords);

    public static bool Contains(string text, Token word) => Words.TryFind(text, word, out _);
}
