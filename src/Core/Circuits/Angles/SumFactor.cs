namespace CutAwareQnn.Circuits;

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
