namespace CutAwareQnn.Circuits.Generators.Printing;

/// <summary>Angles as C# expressions, in the order of operations in which the interpreter evaluates them.</summary>
internal sealed class PrintableAngle
{
    private const string Math = "global::CutAwareQnn.Simulation.AngleMath";

    private readonly Func<Symbol, string> _symbol;
    private readonly Func<Symbol, bool> _isLane;

    /// <summary>Chooses the notation.</summary>
    /// <param name="symbol">The text of a symbol.</param>
    /// <param name="isLane">Whether a symbol differs from lane to lane.</param>
    public PrintableAngle(Func<Symbol, string> symbol, Func<Symbol, bool> isLane)
    {
        _symbol = symbol;
        _isLane = isLane;
    }

    /// <summary>Plain numbers, from arrays of features and weights.</summary>
    public static PrintableAngle OfNumbers { get; } = new(
        s => s.Kind == SymbolKind.Feature ? $"features[{s.Index}]" : $"weights[{s.Index}]", _ => false);

    /// <summary>Returns the expression; a lane value where a symbol of lanes occurs, else a number.</summary>
    public string Text(Angle angle)
    {
        if (angle.IsZero)
        {
            return Literal.Of(0.0);
        }

        Part[] terms = [.. angle.Terms.Select(Product)];
        return terms.Any(t => t.IsLane)
            ? terms.Select(t => t.Lane).Aggregate((sum, term) => $"O.Add({sum}, {term})")
            : string.Join(" + ", terms.Select(t => t.Text));
    }

    private bool IsLane(Angle angle) => angle.Symbols.Any(_isLane);

    private Part Product(AngleTerm term)
    {
        bool isBare = term.Coefficient == 1 && term.Factors.Count > 0;
        return (isBare ? [] : new[] { new Part(Literal.Of(term.Coefficient), false) })
            .Concat(term.Factors.SelectMany(Power))
            .Aggregate((a, b) => a.IsLane || b.IsLane ? new($"O.Mul({a.Lane}, {b.Lane})", true) : new($"{a.Text} * {b.Text}", false));
    }

    private IEnumerable<Part> Power(AnglePower factor)
    {
        Part part = Base(factor.Base);
        return factor.IsRepeated ? Enumerable.Repeat(part, factor.Exponent)
            : factor.Exponent == 1 ? [part]
            : [new($"{Of(part.IsLane)}.Power({part.Text}, {Literal.Of(factor.Exponent)})", part.IsLane)];
    }

    private Part Base(AngleFactor factor) => factor switch
    {
        SymbolFactor symbol => new(_symbol(symbol.Symbol), _isLane(symbol.Symbol)),
        SumFactor inner => Argument(inner.Sum) is { IsLane: false } number ? new($"({number.Text})", false) : Argument(inner.Sum),
        FunctionFactor f => Function(f.Function, Argument(f.Argument)),
        Atan2Factor point => Point(Argument(point.Y), Argument(point.X)),
        _ => throw new CircuitException($"an angle contains a factor of type {factor.GetType().Name}, which is not printed"),
    };

    private static Part Function(AngleFunction function, Part argument) =>
        new($"{Of(argument.IsLane)}.Apply(global::CutAwareQnn.Circuits.AngleFunction.{function}, {argument.Text})", argument.IsLane);

    private static Part Point(Part y, Part x) => y.IsLane || x.IsLane
        ? new($"O.Atan2({y.Lane}, {x.Lane})", true)
        : new($"{Math}.Atan2({y.Text}, {x.Text})", false);

    private Part Argument(Angle angle) => new(Text(angle), IsLane(angle));

    private static string Of(bool isLane) => isLane ? "O" : Math;

    // An expression, and whether it is a lane value.
    private readonly record struct Part(string Text, bool IsLane)
    {
        public string Lane => IsLane ? Text : $"O.Of({Text})";
    }
}
