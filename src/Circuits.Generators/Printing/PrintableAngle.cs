namespace CutAwareQnn.Circuits.Generators.Printing;

/// <summary>Angles as C# expressions, in the order of operations in which the interpreter evaluates them.</summary>
internal sealed class PrintableAngle
{
    private const string Math = "global::CutAwareQnn.Simulation.AngleMath";

    private readonly Func<Symbol, string> _symbol;
    private readonly Func<string, string> _broadcast;
    private readonly Func<Symbol, bool> _isLane;

    /// <summary>Chooses the notation.</summary>
    /// <param name="symbol">The text of a symbol.</param>
    /// <param name="broadcast">Wraps a number where lanes are needed.</param>
    /// <param name="isLane">Whether a symbol differs from lane to lane.</param>
    public PrintableAngle(Func<Symbol, string> symbol, Func<string, string> broadcast, Func<Symbol, bool> isLane)
    {
        _symbol = symbol;
        _broadcast = broadcast;
        _isLane = isLane;
    }

    /// <summary>Plain numbers, from arrays of features and weights.</summary>
    public static PrintableAngle OfNumbers { get; } = new(
        s => s.Kind == SymbolKind.Feature ? $"features[{s.Index}]" : $"weights[{s.Index}]", t => t, _ => false);

    /// <summary>The expression; of lanes where a symbol of lanes occurs.</summary>
    public string Text(Angle angle)
    {
        bool isShared = IsShared(angle);
        IEnumerable<string> terms = angle.Terms.Select(t => isShared || t.Factors.Any(f => f.Base.Symbols.Any(_isLane))
            ? Product(t)
            : _broadcast(Product(t)));
        return angle.IsZero ? Literal.Of(0.0) : string.Join(" + ", terms);
    }

    private bool IsShared(Angle angle) => !angle.Symbols.Any(_isLane);

    private string Product(AngleTerm term)
    {
        bool isBare = term.Coefficient == 1 && term.Factors.Count > 0;
        return string.Join(" * ", (isBare ? [] : new[] { Literal.Of(term.Coefficient) }).Concat(term.Factors.SelectMany(Power)));
    }

    private IEnumerable<string> Power(AnglePower factor) =>
        factor.IsRepeated ? Enumerable.Repeat(Base(factor.Base), factor.Exponent)
        : factor.Exponent == 1 ? [Base(factor.Base)]
        : [$"{Math}.Power({Base(factor.Base)}, {Literal.Of(factor.Exponent)})"];

    private string Base(AngleFactor factor) => factor switch
    {
        SymbolFactor symbol => _symbol(symbol.Symbol),
        SumFactor inner => "(" + Text(inner.Sum) + ")",
        FunctionFactor f => $"{Math}.Apply(global::CutAwareQnn.Circuits.AngleFunction.{f.Function}, {Text(f.Argument)})",
        Atan2Factor point => Point(point),
        _ => throw new CircuitException($"an angle holds a factor of type {factor.GetType().Name}, which is not printed"),
    };

    private string Point(Atan2Factor point)
    {
        bool mixed = IsShared(point.Y) != IsShared(point.X);
        return $"{Math}.Atan2({Argument(point.Y, mixed)}, {Argument(point.X, mixed)})";
    }

    private string Argument(Angle angle, bool mixed) => mixed && IsShared(angle) ? _broadcast(Text(angle)) : Text(angle);
}
