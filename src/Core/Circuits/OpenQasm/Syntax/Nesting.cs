namespace CutAwareQnn.Circuits.OpenQasm;

/// <summary>Counts blocks, parentheses, signs and powers in each other, hence frames of the stack.</summary>
internal sealed class Nesting
{
    public const int Deepest = 256;

    private readonly SourceText _source;
    private int _depth;

    public Nesting(SourceText source)
    {
        _source = source;
    }

    public void Enter(Token at)
    {
        if (++_depth > Deepest)
        {
            throw _source.Error(at.Start, $"blocks and expressions nest more than {Deepest} levels deep; write it with fewer");
        }
    }

    public void Leave() => _depth--;
}
