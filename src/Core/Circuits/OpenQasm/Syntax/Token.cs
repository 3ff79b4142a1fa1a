namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>A piece of the program by its place in the text; nothing is copied.</summary>
internal readonly struct Token
{
    public Token(TokenKind kind, int start, int end, int hash = 0)
    {
        Kind = kind;
        Start = start;
        End = end;
        Hash = hash;
    }

    public TokenKind Kind { get; }

    public int Start { get; }

    /// <summary>The offset after its last character.</summary>
    public int End { get; }

    /// <summary>Of an identifier or keyword: what <see cref="NameTable{T}.HashOf"/> gives for its letters.</summary>
    public int Hash { get; }
}
