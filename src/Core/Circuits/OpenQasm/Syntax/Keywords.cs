namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>Finds the keyword of a token.</summary>
internal static class Keywords
{
    private static readonly NameTable<Keyword> Table = new();

    static Keywords()
    {
        Table.Set("OPENQASM", Keyword.OpenQasm);
        Table.Set("include", Keyword.Include);
        Table.Set("qreg", Keyword.Qreg);
        Table.Set("creg", Keyword.Creg);
        Table.Set("gate", Keyword.Gate);
        Table.Set("opaque", Keyword.Opaque);
        Table.Set("if", Keyword.If);
        Table.Set("measure", Keyword.Measure);
        Table.Set("reset", Keyword.Reset);
        Table.Set("barrier", Keyword.Barrier);
        foreach (string word in (string[])["pi", "sin", "cos", "tan", "exp", "ln", "sqrt"])
        {
            Table.Set(word, Keyword.Expression);
        }
    }

    public static Keyword Of(SourceText source, Token token) =>
        token.Kind == TokenKind.Identifier && Table.TryFind(source.Text, token, out Keyword keyword) ? keyword : Keyword.None;
}
