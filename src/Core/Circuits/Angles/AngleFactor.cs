namespace CutAwareQnn.Circuits;

/// <summary>What stands in a product of an angle: a symbol, a sum in parentheses, or a function.</summary>
public abstract record AngleFactor : IComparable<AngleFactor>
{
    internal abstract IEnumerable<Symbol> Symbols { get; }

    internal abstract int Size { get; }

    internal abstract int Depth { get; }

    // Symbols, then sums, then functions.
    private protected abstract int Rank { get; }

    /// <summary>Some fixed order of factors, symbols first.</summary>
    public int CompareTo(AngleFactor? other) =>
        other is null ? 1 : Rank != other.Rank ? Rank.CompareTo(other.Rank) : CompareToSame(other);

    internal abstract double Evaluate(Func<Symbol, double> value);

    internal abstract Angle Differentiate(Symbol symbol);

    internal abstract Angle Substitute(Func<Symbol, Angle> replacement);

    private protected abstract int CompareToSame(AngleFactor other);
}

/// <summary>A feature or weight.</summary>
/// <param name="Symbol">Which.</param>
public sealed record SymbolFactor(Symbol Symbol) : AngleFactor
{
    internal override IEnumerable<Symbol> Symbols => [Symbol];

    internal override int Size => 1;

    internal override int Depth => 0;

    private protected override int Rank => 0;

    internal override double Evaluate(Func<Symbol, double> value) => value(Symbol);

    internal override Angle Differentiate(Symbol symbol) => symbol == Symbol ? 1 : Angle.Zero;

    internal override Angle Substitute(Func<Symbol, Angle> replacement) => replacement(Symbol);

    private protected override int CompareToSame(AngleFactor other) => Symbol.CompareTo(((SymbolFactor)other).Symbol);
}

/// <summary>A sum in parentheses.</summary>
/// <param name="Sum">At least two terms; the first that is no constant has the coefficient 1.</param>
public sealed record SumFactor(Angle Sum) : AngleFactor
{
    internal override IEnumerable<Symbol> Symbols => Sum.AllSymbols;

    internal override int Size => Sum.Size;

    internal override int Depth => Sum.Depth;

    private protected override int Rank => 1;

    internal override double Evaluate(Func<Symbol, double> value) => Sum.Evaluate(value);

    internal override Angle Differentiate(Symbol symbol) => Sum.Differentiate(symbol);

    internal override Angle Substitute(Func<Symbol, Angle> replacement) => Sum.Substitute(replacement);

    private protected override int CompareToSame(AngleFactor other) => Sum.CompareTo(((SumFactor)other).Sum);
}

/// <summary>A function of one argument.</summary>
/// <param name="Function">The function.</param>
/// <param name="Argument">Not a constant.</param>
public sealed record FunctionFactor(AngleFunction Function, Angle Argument) : AngleFactor
{
    internal override IEnumerable<Symbol> Symbols => Argument.AllSymbols;

    internal override int Size => 1 + Argument.Size;

    internal override int Depth => Argument.Depth;

    private protected override int Rank => 2 + (int)Function;

    internal override double Evaluate(Func<Symbol, double> value) => Function.Evaluate(Argument.Evaluate(value));

    internal override Angle Differentiate(Symbol symbol)
    {
        Angle inner = Argument.Differentiate(symbol);
        return inner.IsZero ? inner : inner * Function.Derivative(Argument);
    }

    internal override Angle Substitute(Func<Symbol, Angle> replacement) => Angle.Apply(Function, Argument.Substitute(replacement));

    private protected override int CompareToSame(AngleFactor other) => Argument.CompareTo(((FunctionFactor)other).Argument);
}

/// <summary>The angle of a point seen from the origin.</summary>
/// <param name="Y">Its ordinate.</param>
/// <param name="X">Its abscissa.</param>
public sealed record Atan2Factor(Angle Y, Angle X) : AngleFactor
{
    internal override IEnumerable<Symbol> Symbols => Y.AllSymbols.Concat(X.AllSymbols);

    internal override int Size => 1 + Y.Size + X.Size;

    internal override int Depth => Math.Max(Y.Depth, X.Depth);

    private protected override int Rank => 1_000;

    internal override double Evaluate(Func<Symbol, double> value) => Elementary.Atan2(Y.Evaluate(value), X.Evaluate(value));

    // (x·y' - y·x') / (x² + y²)
    internal override Angle Differentiate(Symbol symbol)
    {
        Angle turn = (X * Y.Differentiate(symbol)) - (Y * X.Differentiate(symbol));
        return turn.IsZero ? turn : turn / ((X * X) + (Y * Y));
    }

    internal override Angle Substitute(Func<Symbol, Angle> replacement) =>
        Angle.Atan2(Y.Substitute(replacement), X.Substitute(replacement));

    private protected override int CompareToSame(AngleFactor other)
    {
        var atan2 = (Atan2Factor)other;
        int order = Y.CompareTo(atan2.Y);
        return order != 0 ? order : X.CompareTo(atan2.X);
    }
}
