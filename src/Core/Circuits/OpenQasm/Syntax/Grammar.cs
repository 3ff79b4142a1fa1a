namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>What all statements are made of: names, lists and the signs between them.</summary>
internal sealed class Grammar
{
    public Grammar(SourceText source, Scanner scanner)
    {
        Source = source;
        Scanner = scanner;
    }

    public SourceText Source { get; }

    public Scanner Scanner { get; }

    public Token Current => Scanner.Current;

    public Token Expect(TokenKind kind, string what, string remedy)
    {
        if (Current.Kind != kind)
        {
            throw Source.Error(Current.Start, $"found {Source.Quote(Current)} where {what} is expected; {remedy}");
        }

        return Scanner.Advance();
    }

    /// <summary>Requires a semicolon; a missing one is reported where it belongs, not at the next statement.</summary>
    public void ExpectSemicolon()
    {
        if (!Scanner.Accept(TokenKind.Semicolon))
        {
            throw Source.Error(
                Scanner.PreviousEnd, $"a semicolon is missing before {Source.Quote(Current)}; end each statement with ';'");
        }
    }

    public Token ExpectName(string what)
    {
        Token name = Expect(TokenKind.Identifier, what, "write a name of letters, digits and underscores");
        return Keywords.Of(Source, name) == Keyword.None
            ? name
            : throw Source.Error(name.Start, $"{Source.Quote(name)} is a word of the language and cannot be {what}; choose another name");
    }

    /// <summary>Reads names between commas and numbers them from 0.</summary>
    public NameTable<int> ReadNames(string what)
    {
        NameTable<int> names = new();
        do
        {
            Token name = ExpectName(what);
            if (names.TryFind(Source.Text, name, out _))
            {
                throw Source.Error(name.Start, $"{Source.Quote(name)} is listed twice; give each its own name");
            }

            names.Set(Source.Cut(name), names.Count);
        }
        while (Scanner.Accept(TokenKind.Comma));
        return names;
    }

    /// <summary>Holds the numbers of angles and qubits of a gate's use against its declaration.</summary>
    public void CheckCounts(Token name, GateDefinition gate, int angleCount, int qubitCount)
    {
        CheckCount(name, "angle", gate.ParameterCount, angleCount);
        CheckCount(name, "qubit", gate.QubitCount, qubitCount);
    }

    private void CheckCount(Token name, string what, int expected, int given)
    {
        if (expected != given)
        {
            throw Source.Error(
                name.Start,
                $"gate {Source.Quote(name)} was given {Counted.Of(given, what)} but takes {expected}; "
                + $"write it with {expected}");
        }
    }
}
