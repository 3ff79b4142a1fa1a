namespace CutAwareQnn.Circuits;

/// <summary>A factor of a product in an angle: a symbol, a sum in parentheses, or a function.</summary>
public abstract record AngleFactor : IComparable<AngleFactor>
{
    internal abstract IEnumerable<Symbol> Symbols { get; }

    internal abstract int Size { get; }

    internal abstract int Depth { get; }

    // Symbols, then sums, then functions.
    private protected abstract int Rank { get; }

    /// <summary>Compares in some fixed order of factors, symbols first.</summary>
    public int CompareTo(AngleFactor? other) =>
        other is null ? 1 : Rank != other.Rank ? Rank.CompareTo(other.Rank) : CompareToSame(other);

    internal abstract double Evaluate(Func<Symbol, double> value);

    internal abstract Angle Differentiate(Symbol symbol);

    internal abstract Angle Substitute(Func<Symbol, Angle> replacement);

    private protected abstract int CompareToSame(AngleFactor other);
}
