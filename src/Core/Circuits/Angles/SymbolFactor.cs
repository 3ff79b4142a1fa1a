namespace CutAwareQnn.Circuits;

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
