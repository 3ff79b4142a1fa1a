using System.Globalization;
using System.Text;

namespace CutAwareQnn.Circuits;

/// <summary>
/// A gate angle in radians: a polynomial in features and weights, kept in one normal form, so that equal values are equal objects.
/// Constants, affine expressions and products of symbols are all of this form.
/// </summary>
public sealed class Angle : IEquatable<Angle>
{
    private readonly EquatableArray<Monomial> _monomials;

    private Angle(IEnumerable<Monomial> monomials)
    {
        _monomials = monomials
            .GroupBy(m => m.Symbols)
            .Select(g => new Monomial(g.Sum(m => m.Coefficient), g.Key))
            .Where(m => m.Coefficient != 0)
            .OrderBy(m => m)
            .ToEquatableArray();
    }

    /// <summary>The angle 0.</summary>
    public static Angle Zero { get; } = new([]);

    /// <summary>The terms, by degree and then by symbols; an angle of 0 has none.</summary>
    public IReadOnlyList<Monomial> Monomials => _monomials;

    /// <summary>Whether no symbol occurs.</summary>
    public bool IsConstant => _monomials.Count == 0 || (_monomials.Count == 1 && _monomials[0].Symbols.Count == 0);

    /// <summary>Whether this is the constant 0.</summary>
    public bool IsZero => _monomials.Count == 0;

    /// <summary>The value of a constant angle, in radians.</summary>
    /// <exception cref="CircuitException">A symbol occurs.</exception>
    public double Constant => IsConstant
        ? _monomials.Count == 0 ? 0 : _monomials[0].Coefficient
        : throw new CircuitException($"angle {this} has no value without its features and weights; bind the circuit first");

    /// <summary>The distinct symbols, in order.</summary>
    public IEnumerable<Symbol> Symbols => _monomials.SelectMany(m => m.Symbols).Distinct().OrderBy(s => s);

    /// <summary>The angle of feature <paramref name="index"/>.</summary>
    public static Angle Feature(int index) => Of(new Symbol(SymbolKind.Feature, index));

    /// <summary>The angle of weight <paramref name="index"/>.</summary>
    public static Angle Weight(int index) => Of(new Symbol(SymbolKind.Weight, index));

    /// <summary>The angle of one symbol.</summary>
    public static Angle Of(Symbol symbol) => new([new Monomial(1, EquatableArray<Symbol>.Of(symbol))]);

    /// <summary>A constant angle in radians.</summary>
    /// <exception cref="CircuitException">The value is not finite.</exception>
    public static implicit operator Angle(double value) => FromDouble(value);

    /// <summary>A constant angle in radians.</summary>
    /// <exception cref="CircuitException">The value is not finite.</exception>
    public static Angle FromDouble(double value)
    {
        if (double.IsNaN(value) || double.IsInfinity(value))
        {
            throw new CircuitException(
                $"angle {value.ToString(CultureInfo.InvariantCulture)} is not finite; give a number of radians");
        }

        return value == 0 ? Zero : new([new Monomial(value, EquatableArray<Symbol>.Empty)]);
    }

    /// <summary>The sum.</summary>
    public static Angle operator +(Angle left, Angle right) => new(left._monomials.Concat(right._monomials));

    /// <summary>The difference.</summary>
    public static Angle operator -(Angle left, Angle right) => left + (-right);

    /// <summary>The negation.</summary>
    public static Angle operator -(Angle angle) => new(angle._monomials.Select(m => m with { Coefficient = -m.Coefficient }));

    /// <summary>The product.</summary>
    public static Angle operator *(Angle left, Angle right) =>
        new(left._monomials.SelectMany(_ => right._monomials, (a, b) => a.Times(b)));

    /// <summary>The sum; for languages without operators.</summary>
    public static Angle Add(Angle left, Angle right) => left + right;

    /// <summary>The difference; for languages without operators.</summary>
    public static Angle Subtract(Angle left, Angle right) => left - right;

    /// <summary>The product; for languages without operators.</summary>
    public static Angle Multiply(Angle left, Angle right) => left * right;

    /// <summary>The negation; for languages without operators.</summary>
    public static Angle Negate(Angle angle) => -angle;

    /// <summary>The exact partial derivative with respect to a symbol.</summary>
    public Angle Differentiate(Symbol symbol) =>
        new(_monomials.Select(m => m.Differentiate(symbol)).Where(m => m.Coefficient != 0));

    /// <summary>Replaces every symbol by an angle.</summary>
    public Angle Substitute(Func<Symbol, Angle> replacement) => _monomials.Aggregate(
        Zero,
        (sum, m) => sum + m.Symbols.Aggregate(FromDouble(m.Coefficient), (product, s) => product * replacement(s)));

    /// <summary>The value in radians for the given symbol values.</summary>
    public double Evaluate(Func<Symbol, double> value)
    {
        double sum = 0;
        foreach (Monomial monomial in _monomials)
        {
            double product = monomial.Coefficient;
            foreach (Symbol symbol in monomial.Symbols)
            {
                product *= value(symbol);
            }

            sum += product;
        }

        return sum;
    }

    /// <inheritdoc/>
    public bool Equals(Angle? other) => other is not null && _monomials.Equals(other._monomials);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Angle);

    /// <inheritdoc/>
    public override int GetHashCode() => _monomials.GetHashCode();

    /// <summary>The expression as OpenQASM writes it, such as <c>2*x[0] - 0.5</c>.</summary>
    public override string ToString()
    {
        if (IsZero)
        {
            return "0";
        }

        var text = new StringBuilder();
        foreach (Monomial monomial in _monomials)
        {
            bool negative = monomial.Coefficient < 0;
            text.Append(text.Length == 0 ? negative ? "-" : "" : negative ? " - " : " + ").Append(monomial.Magnitude());
        }

        return text.ToString();
    }
}

/// <summary>One term of an angle: a coefficient times a product of symbols.</summary>
/// <param name="Coefficient">A finite number.</param>
/// <param name="Symbols">The factors in order; a power repeats its symbol.</param>
public readonly record struct Monomial(double Coefficient, EquatableArray<Symbol> Symbols) : IComparable<Monomial>
{
    /// <summary>By degree, then by symbols.</summary>
    public int CompareTo(Monomial other)
    {
        int byDegree = Symbols.Count.CompareTo(other.Symbols.Count);
        for (int i = 0; byDegree == 0 && i < Symbols.Count; i++)
        {
            byDegree = Symbols[i].CompareTo(other.Symbols[i]);
        }

        return byDegree;
    }

    internal Monomial Times(Monomial other) =>
        new(Coefficient * other.Coefficient, Symbols.Concat(other.Symbols).OrderBy(s => s).ToEquatableArray());

    internal Monomial Differentiate(Symbol symbol)
    {
        int power = Symbols.Count(s => s == symbol);
        if (power == 0)
        {
            return new(0, EquatableArray<Symbol>.Empty);
        }

        List<Symbol> rest = [.. Symbols];
        rest.Remove(symbol);
        return new(Coefficient * power, rest.ToEquatableArray());
    }

    internal string Magnitude()
    {
        double magnitude = Math.Abs(Coefficient);
        string number = magnitude.ToString("R", CultureInfo.InvariantCulture);
        return Symbols.Count == 0 ? number
            : magnitude == 1 ? string.Join("*", Symbols)
            : number + "*" + string.Join("*", Symbols);
    }
}
