namespace CutAwareQnn.Circuits;

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
