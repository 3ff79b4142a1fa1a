namespace CutAwareQnn.Circuits;

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
